-- What each customer bought before the as-of moment. Sources that declare whole transactions are counted by record,
-- the others by distinct transaction id.
-- grain: customer_id
with
  known as (
    select
      transactions.customer_id,
      transactions.transaction_id,
      transactions.ordered_date,
      transactions.amount,
      transactions.kind,
      transactions.is_whole_transaction
    from staging.transactions
    cross join run.parameters
    where transactions.customer_id is not null
      and transactions.ordered_at < parameters.as_of_at
  ),

  counted as (
    select
      known.customer_id,
      count(*) filter (where known.kind = 'sale') as orders,
      min(known.ordered_date) filter (where known.kind = 'sale') as first_order_date,
      max(known.ordered_date) filter (where known.kind = 'sale') as last_order_date,
      sum(known.amount) filter (where known.kind = 'sale') as gross_amount,
      sum(known.amount) as net_amount
    from known
    where known.is_whole_transaction
    group by known.customer_id
    union all
    select
      known.customer_id,
      count(distinct case when known.kind = 'sale' then known.transaction_id end) as orders,
      min(known.ordered_date) filter (where known.kind = 'sale') as first_order_date,
      max(known.ordered_date) filter (where known.kind = 'sale') as last_order_date,
      sum(known.amount) filter (where known.kind = 'sale') as gross_amount,
      sum(known.amount) as net_amount
    from known
    where not known.is_whole_transaction
    group by known.customer_id
  )

select
  counted.customer_id,
  cast(sum(counted.orders) as bigint) as orders,
  min(counted.first_order_date) as first_order_date,
  max(counted.last_order_date) as last_order_date,
  cast(sum(counted.gross_amount) as decimal(38, 4)) as gross_amount,
  cast(sum(counted.net_amount) as decimal(38, 4)) as net_amount
from counted
group by counted.customer_id
having sum(counted.orders) > 0
