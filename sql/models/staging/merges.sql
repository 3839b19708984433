-- Every statement that two customers are one person, and since when no longer.
-- grain: file_id, record_index
-- grain holds: the record index is the row's own number inside its file
-- materialized: view
select
  merges.file_id,
  merges.record_index,
  merges.source_id,
  merges.from_customer_id,
  merges.into_customer_id,
  merges.merged_at,
  merges.merged_at_precision,
  merges.undone_at,
  merges.undone_at_precision
from raw.merges
where merges.load_status = 'loaded'
