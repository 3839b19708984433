-- The lines of known customers before the as-of moment, without those that drop_cancelled takes for never sold, and with the amount
-- that the refund policy gives each. Outside the window a sale says only that the customer is not new.
-- grain: file_id, record_index
-- grain holds: a part of staging.transactions, which has this grain
-- materialized: view
with
  known as (
    select
      transactions.*,
      transactions.ordered_date >= parameters.window_from and transactions.ordered_date < parameters.window_to as is_in_window,
      transactions.kind <> 'sale' and parameters.refunds = 'gross' as is_ignored
    from staging.transactions
    cross join run.parameters
    left join segment.cancelled_lines
      on cancelled_lines.file_id = transactions.file_id
      and cancelled_lines.record_index = transactions.record_index
    where transactions.customer_id is not null
      and transactions.ordered_at < parameters.as_of_at
      and cancelled_lines.file_id is null
  )

select
  known.file_id,
  known.record_index,
  known.customer_id,
  known.transaction_id,
  known.original_transaction_id,
  known.is_whole_transaction,
  known.ordered_date,
  known.channel,
  known.category,
  case when known.kind = 'sale' then known.ordered_date end as ever_sold_date,
  case when known.kind = 'sale' and known.is_in_window then known.ordered_date end as sold_date,
  case when known.kind = 'sale' and known.is_in_window then known.ordered_at end as sold_at,
  case when known.is_ignored or not known.is_in_window then 0 else known.amount end as amount
from known
