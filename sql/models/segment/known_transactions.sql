-- The lines of known customers before the as-of moment, without those that drop_cancelled takes for never sold, and with the amount
-- that the refund policy gives each.
-- grain: file_id, record_index
-- grain holds: a part of staging.transactions, which has this grain
-- materialized: view
select
  transactions.file_id,
  transactions.record_index,
  transactions.customer_id,
  transactions.transaction_id,
  transactions.is_whole_transaction,
  case when transactions.kind = 'sale' then transactions.ordered_date end as sold_date,
  case when transactions.kind <> 'sale' and parameters.refunds = 'gross' then 0 else transactions.amount end as amount
from staging.transactions
cross join run.parameters
left join segment.cancelled_lines
  on cancelled_lines.file_id = transactions.file_id
  and cancelled_lines.record_index = transactions.record_index
where transactions.customer_id is not null
  and transactions.ordered_at < parameters.as_of_at
  and cancelled_lines.file_id is null
