-- The orders that resamples draw from: what each customer bought and gave back under one number to draw by, which the transaction's
-- id decides. A refund that names the sale it gives back is drawn with it, any other for itself.
-- grain: customer_id, draw_number
-- grain holds: the parts are grouped by customer and number
-- on demand: yes
with
  lines as (
    select
      known_transactions.customer_id,
      known_transactions.transaction_id,
      case
        when known_transactions.ever_sold_date is null
          then coalesce(known_transactions.original_transaction_id, known_transactions.transaction_id)
        else known_transactions.transaction_id
      end as order_id,
      known_transactions.is_whole_transaction,
      known_transactions.ever_sold_date,
      known_transactions.sold_date,
      known_transactions.sold_at,
      known_transactions.amount
    from segment.known_transactions
  ),

  parts as (
    select
      lines.customer_id,
      lines.order_id,
      case when lines.sold_date is null then 0 else 1 end as orders,
      case when lines.sold_date is null then 0 else 1 end as lines,
      lines.ever_sold_date as first_order_date,
      lines.sold_date as last_order_date,
      lines.sold_at as last_ordered_at,
      lines.amount
    from lines
    where lines.is_whole_transaction
    union all
    select
      lines.customer_id,
      lines.order_id,
      case when count(lines.sold_date) > 0 then 1 else 0 end as orders,
      count(lines.sold_date) as lines,
      min(lines.ever_sold_date) as first_order_date,
      max(lines.sold_date) as last_order_date,
      max(lines.sold_at) as last_ordered_at,
      cast(sum(lines.amount) as decimal(38, 4)) as amount
    from lines
    where not lines.is_whole_transaction
    group by lines.customer_id, lines.transaction_id, lines.order_id
  ),

  numbered as (
    select
      parts.*,
      hash_number(parts.order_id) as draw_number
    from parts
  )

select
  numbered.customer_id,
  numbered.draw_number,
  cast(sum(numbered.orders) as bigint) as orders,
  cast(sum(numbered.lines) as bigint) as lines,
  min(numbered.first_order_date) as first_order_date,
  max(numbered.last_order_date) as last_order_date,
  max(numbered.last_ordered_at) as last_ordered_at,
  cast(sum(numbered.amount) as decimal(38, 4)) as amount
from numbered
group by numbered.customer_id, numbered.draw_number
