-- Denials that name neither a person nor a contact point that can be read: they would bind nobody, so the run is refused. So do those
-- that name a person whom nobody knows and a contact point that cannot be read.
-- grain: file_id, record_index
-- grain holds: a denial comes from one record
-- materialized: view
select
  loaded_denials.file_id,
  loaded_denials.record_index,
  loaded_denials.source_id
from consent.loaded_denials
left join identity.people on people.customer_id = loaded_denials.customer_id
left join consent.stated_contacts
  on stated_contacts.file_id = loaded_denials.file_id
  and stated_contacts.record_index = loaded_denials.record_index
where loaded_denials.kind <> 'suppression'
  and (loaded_denials.customer_id is null or people.customer_id is null and not coalesce(stated_contacts.is_readable, true))
  and (loaded_denials.contact_key is null or starts_with(loaded_denials.contact_key, 'phone:raw:'))
