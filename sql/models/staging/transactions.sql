-- The lines of every transaction that was loaded, with their amounts in the project's currency: those in another are converted
-- by the rate of their local day, and rounded half up to the ten-thousandth, away from zero below it.
-- grain: file_id, record_index
-- grain holds: the record index is the row's own number inside its file, and a day has one rate of a currency
-- materialized: view
select
  transactions.file_id,
  transactions.record_index,
  transactions.source_id,
  transactions.transaction_id,
  transactions.customer_id,
  transactions.ordered_at,
  transactions.ordered_date,
  case
    when foreign_days.currency is null then transactions.amount
    else try_cast(transactions.amount * foreign_days.rate as decimal(18, 4))
  end as amount,
  transactions.kind,
  transactions.original_transaction_id,
  transactions.article,
  transactions.quantity,
  transactions.channel,
  transactions.category,
  transactions.is_whole_transaction
from raw.transactions
left join staging.foreign_days
  on foreign_days.currency = transactions.currency
  and foreign_days.ordered_date = transactions.ordered_date
where transactions.load_status = 'loaded'
