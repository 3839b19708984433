-- What each customer bought before the as-of moment. A record of a source of whole transactions is one; the lines of the
-- others are put together by transaction id first.
-- grain: customer_id
with
  known as (
    select
      transactions.customer_id,
      transactions.transaction_id,
      transactions.is_whole_transaction,
      case when transactions.kind = 'sale' then transactions.ordered_date end as sold_date,
      case when transactions.kind <> 'sale' and parameters.refunds = 'gross' then 0 else transactions.amount end as amount
    from staging.transactions
    cross join run.parameters
    where transactions.customer_id is not null
      and transactions.ordered_at < parameters.as_of_at
  ),

  united as (
    select
      known.customer_id,
      known.sold_date as first_sold_date,
      known.sold_date as last_sold_date,
      known.amount
    from known
    where known.is_whole_transaction
    union all
    select
      known.customer_id,
      min(known.sold_date) as first_sold_date,
      max(known.sold_date) as last_sold_date,
      cast(sum(known.amount) as decimal(38, 4)) as amount
    from known
    where not known.is_whole_transaction
    group by known.customer_id, known.transaction_id
  )

select
  united.customer_id,
  count(united.last_sold_date) as orders,
  min(united.first_sold_date) as first_order_date,
  max(united.last_sold_date) as last_order_date,
  cast(sum(united.amount) as decimal(38, 4)) as amount
from united
group by united.customer_id
having count(united.last_sold_date) > 0
