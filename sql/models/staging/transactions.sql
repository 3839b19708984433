-- The lines of every transaction that was loaded.
-- grain: file_id, record_index
-- grain holds: the record index is the row's own number inside its file
-- materialized: view
select
  transactions.file_id,
  transactions.record_index,
  transactions.source_id,
  transactions.transaction_id,
  transactions.customer_id,
  transactions.ordered_at,
  transactions.ordered_date,
  transactions.amount,
  transactions.kind,
  transactions.channel,
  transactions.category,
  transactions.is_whole_transaction
from raw.transactions
where transactions.load_status = 'loaded'
