-- The customers whom each holdout of this run newly draws: those whose number, the SHA-256 of seed and customer id modulo ten thousand,
-- is below its share. Whom it drew before is kept in the state, and is not drawn again.
-- grain: holdout_id, customer_id
-- grain holds: a customer is asked for once, and a holdout is declared once
with
  known as (
    select customers.customer_id
    from staging.customers
    union
    select clusters.customer_id
    from identity.clusters
  ),

  hashed as (
    select
      holdouts.holdout_id,
      holdouts.share,
      known.customer_id,
      sha256_hex(holdouts.seed || '|' || known.customer_id) as digits
    from run.holdouts
    cross join known
  ),

  -- Sixty-four hex digits are more than a whole number holds: each part is worth its place, modulo ten thousand.
  numbered as (
    select
      hashed.holdout_id,
      hashed.share,
      hashed.customer_id,
      mod(
        mod(hex_number(substr(hashed.digits, 1, 12)), 10000) * 2256
        + mod(hex_number(substr(hashed.digits, 13, 13)), 10000) * 3936
        + mod(hex_number(substr(hashed.digits, 26, 13)), 10000) * 6016
        + mod(hex_number(substr(hashed.digits, 39, 13)), 10000) * 496
        + mod(hex_number(substr(hashed.digits, 52, 13)), 10000),
        10000
      ) as drawn_number
    from hashed
  )

select
  sha256_hex(numbered.holdout_id || '|' || numbered.customer_id) as drawing_id,
  numbered.holdout_id,
  numbered.customer_id
from numbered
left join state.holdouts
  on holdouts.holdout_id = numbered.holdout_id
  and holdouts.customer_id = numbered.customer_id
where numbered.drawn_number < numbered.share
  and holdouts.customer_id is null
