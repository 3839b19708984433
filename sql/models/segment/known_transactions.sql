-- The lines of known customers before the as-of moment, with the amount that the refund policy gives each.
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
where transactions.customer_id is not null
  and transactions.ordered_at < parameters.as_of_at
