-- What each customer bought before the as-of moment, apart in records that are whole transactions and in lines that were put
-- together by transaction id first: most customers have one row.
-- grain: customer_id, is_whole_transaction
-- grain holds: each of the two is grouped by customer
with
  whole_transactions as (
    select
      known_transactions.customer_id,
      count(known_transactions.sold_date) as orders,
      min(known_transactions.ever_sold_date) as first_order_date,
      max(known_transactions.sold_date) as last_order_date,
      max(known_transactions.sold_at) as last_ordered_at,
      cast(sum(known_transactions.amount) as decimal(38, 4)) as amount,
      cast(sum(greatest(-known_transactions.amount, 0)) as decimal(38, 4)) as refunds
    from segment.known_transactions
    where known_transactions.is_whole_transaction
    group by known_transactions.customer_id
  ),

  united_lines as (
    select
      known_transactions.customer_id,
      count(known_transactions.sold_date) as lines,
      min(known_transactions.ever_sold_date) as first_sold_date,
      max(known_transactions.sold_date) as last_sold_date,
      max(known_transactions.sold_at) as last_sold_at,
      cast(sum(known_transactions.amount) as decimal(38, 4)) as amount,
      cast(sum(greatest(-known_transactions.amount, 0)) as decimal(38, 4)) as refunds
    from segment.known_transactions
    where not known_transactions.is_whole_transaction
    group by known_transactions.customer_id, known_transactions.transaction_id
  )

select
  whole_transactions.customer_id,
  true as is_whole_transaction,
  whole_transactions.orders,
  whole_transactions.orders as lines,
  whole_transactions.first_order_date,
  whole_transactions.last_order_date,
  whole_transactions.last_ordered_at,
  whole_transactions.amount,
  whole_transactions.refunds
from whole_transactions
union all
select
  united_lines.customer_id,
  false as is_whole_transaction,
  count(united_lines.last_sold_date) as orders,
  cast(sum(united_lines.lines) as bigint) as lines,
  min(united_lines.first_sold_date) as first_order_date,
  max(united_lines.last_sold_date) as last_order_date,
  max(united_lines.last_sold_at) as last_ordered_at,
  cast(sum(united_lines.amount) as decimal(38, 4)) as amount,
  cast(sum(united_lines.refunds) as decimal(38, 4)) as refunds
from united_lines
group by united_lines.customer_id
