-- Contacts that the company's own files report, with what came of them.
-- grain: file_id, record_index
-- grain holds: the record index is the row's own number inside its file
-- materialized: view
select
  contact_history.file_id,
  contact_history.record_index,
  contact_history.source_id,
  contact_history.contact_id,
  contact_history.customer_id,
  contact_history.contact_point,
  contact_history.contact_point_key as clean_key,
  contact_history.campaign_id,
  lower(contact_history.channel) as channel,
  contact_history.contacted_at,
  contact_history.contacted_at_precision,
  lower(contact_history.outcome) as outcome
from raw.contact_history
where contact_history.load_status = 'loaded'
