-- Every telephone number, e-mail and postal address that was loaded, as given.
-- grain: file_id, record_index
-- grain holds: the record index is the row's own number inside its file
-- materialized: view
select
  contact_points.file_id,
  contact_points.record_index,
  contact_points.source_id,
  contact_points.customer_id,
  contact_points.kind,
  contact_points.value,
  contact_points.value_key as clean_key,
  contact_points.country,
  coalesce(contact_points.is_preferred, false) as is_preferred,
  contact_points.status,
  coalesce(sources.is_bought, false) as is_bought,
  coalesce(sources.licensed_until, date '9999-12-31') as licensed_until,
  contact_points.valid_from,
  contact_points.valid_until
from raw.contact_points
left join run.sources on sources.source_id = contact_points.source_id
where contact_points.load_status = 'loaded'
