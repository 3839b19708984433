-- The contacts near the send window of whoever has as many of them as a frequency cap allows, in the order of time: all of them, and those
-- made apart from those that campaigns of this run have reserved. Of everybody else no window can be full.
-- grain: campaign_id, person_id, scope, cap_id, contact_id
-- grain holds: a part of allocation.cap_contacts, which has this grain
with
  crowded as (
    select
      cap_contacts.campaign_id,
      cap_contacts.person_id,
      cap_contacts.scope,
      cap_contacts.cap_id
    from allocation.cap_contacts
    where cap_contacts.contacts_allowed > 0
    group by cap_contacts.campaign_id, cap_contacts.person_id, cap_contacts.scope, cap_contacts.cap_id
    having count(*) >= min(cap_contacts.contacts_allowed)
  )

select
  cap_contacts.campaign_id,
  cap_contacts.person_id,
  cap_contacts.contact_key,
  cap_contacts.scope,
  cap_contacts.cap_id,
  cap_contacts.origin,
  cap_contacts.window_hours,
  cap_contacts.contacts_allowed,
  cap_contacts.contact_id,
  cap_contacts.contacted_at,
  cap_contacts.position,
  -- The last moment of the send window's windows that end with this contact, and what lies outside before them.
  greatest(cap_contacts.contacted_at, cap_contacts.send_from_at) as until_at,
  greatest(cap_contacts.contacted_at, cap_contacts.send_from_at) - cap_contacts.window_hours * interval '1' hour as after_at,
  row_number() over (
    partition by cap_contacts.campaign_id, cap_contacts.person_id, cap_contacts.scope, cap_contacts.cap_id
    order by cap_contacts.contacted_at, cap_contacts.contact_id
  ) as place,
  row_number() over (
    partition by cap_contacts.campaign_id, cap_contacts.person_id, cap_contacts.scope, cap_contacts.cap_id, cap_contacts.position is null
    order by cap_contacts.contacted_at, cap_contacts.contact_id
  ) as place_in_kind
from crowded
inner join allocation.cap_contacts
  on cap_contacts.campaign_id = crowded.campaign_id
  and cap_contacts.person_id = crowded.person_id
  and cap_contacts.scope = crowded.scope
  and cap_contacts.cap_id = crowded.cap_id
