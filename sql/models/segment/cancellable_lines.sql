-- The lines of known persons before the as-of moment that cancelling is about: what was sold and what was given back. None where the
-- refund policy does not drop what was cancelled, whoever asks.
-- grain: file_id, record_index
-- grain holds: a part of staging.transactions, which has this grain
-- on demand: yes
select
  transactions.file_id,
  transactions.record_index,
  coalesce(clusters.person_id, transactions.customer_id) as person_id,
  transactions.transaction_id,
  transactions.original_transaction_id,
  transactions.ordered_at,
  transactions.kind = 'sale' as is_sale,
  transactions.article,
  abs(transactions.quantity) as quantity,
  transactions.amount
from staging.transactions
cross join run.parameters
left join identity.clusters on clusters.customer_id = transactions.customer_id
where parameters.refunds = 'drop_cancelled'
  and transactions.customer_id is not null
  and transactions.kind in ('sale', 'refund', 'cancellation')
  and transactions.ordered_at < parameters.as_of_at
