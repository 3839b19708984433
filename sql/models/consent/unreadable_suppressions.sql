-- Rows of a suppression list whose telephone number, e-mail or address cannot be read: they would bind nobody, so the run is
-- refused.
-- grain: file_id, record_index
-- grain holds: one row for each loaded record
-- materialized: view
select
  suppressions.file_id,
  suppressions.record_index,
  suppressions.source_id,
  suppressions.list_id
from staging.suppressions
inner join consent.stated_contacts
  on stated_contacts.file_id = suppressions.file_id
  and stated_contacts.record_index = suppressions.record_index
where not stated_contacts.is_readable
  -- An older spelling of a number, as Mexico's 1: its loose key is the number's.
  and not coalesce(matches(stated_contacts.contact_key, 'phone:raw:0*(?:521[1-9][0-9]{9}|55[1-9][0-9][6-9][0-9]{7}|39[1-9][0-9]{7,9})'), false)
