-- What is doubtful in the records of transactions: no customer, a day on which there was none, or a line that repeats another.
-- grain: finding, file_id, record_index
-- grain holds: a record has each finding once
-- materialized: view
select 'transactions_without_customer' as finding, transactions.source_id, transactions.file_id, transactions.record_index
from staging.transactions
where transactions.customer_id is null
union all
select 'orders_before_1970' as finding, transactions.source_id, transactions.file_id, transactions.record_index
from staging.transactions
where transactions.ordered_date < date '1970-01-01'
union all
select 'orders_after_as_of' as finding, transactions.source_id, transactions.file_id, transactions.record_index
from staging.transactions
cross join run.parameters
where transactions.ordered_at >= parameters.as_of_at
union all
select 'transaction_lines_repeated' as finding, repeated_lines.source_id, repeated_lines.file_id, repeated_lines.record_index
from raw.repeated_lines
