-- Denials that name neither a person nor a contact point that can be read: they would bind nobody, so the run is refused.
-- grain: file_id, record_index
-- grain holds: a denial comes from one record
-- materialized: view
select
  loaded_denials.file_id,
  loaded_denials.record_index,
  loaded_denials.source_id
from consent.loaded_denials
where loaded_denials.kind <> 'suppression'
  and loaded_denials.customer_id is null
  and (loaded_denials.contact_key is null or starts_with(loaded_denials.contact_key, 'phone:raw:'))
