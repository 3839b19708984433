-- The contacts that a contact of the campaign whose turn it is would share a window of a frequency cap with: made before, and reserved
-- by campaigns before it, also for later, at any moment of their send windows. Within a cap that allows none, whoever is asked about
-- stands without a contact.
-- grain: campaign_id, person_id, scope, cap_id, contact_id
-- grain holds: a person takes one turn in a campaign, and contacts are counted once for each person and for each contact point
with
  scopes as (
    select 'person' as scope
    union all
    select 'contact_point' as scope
  ),

  caps as (
    select
      turn.campaign_id,
      turn.person_id,
      turn.contact_key,
      turn.point_key,
      campaign_caps.scope,
      campaign_caps.cap_id,
      campaign_caps.origin,
      campaigns.channel,
      campaign_caps.purpose,
      campaign_caps.window_hours,
      campaign_caps.contacts as contacts_allowed,
      campaigns.send_from_at,
      campaigns.send_until_at
    from allocation.turn
    inner join run.campaigns on campaigns.campaign_id = turn.campaign_id
    inner join run.campaign_caps on campaign_caps.campaign_id = turn.campaign_id
    union all
    -- What the person asked for; without a channel it is about contacts on all of them.
    select
      turn.campaign_id,
      turn.person_id,
      turn.contact_key,
      turn.point_key,
      'person' as scope,
      'personal ' || preferences.file_id || ' ' || cast(preferences.record_index as varchar) as cap_id,
      'personal' as origin,
      preferences.channel,
      cast(null as varchar) as purpose,
      preferences.window_hours,
      preferences.contacts_allowed,
      campaigns.send_from_at,
      campaigns.send_until_at
    from allocation.turn
    inner join run.campaigns on campaigns.campaign_id = turn.campaign_id
    inner join gate.preferences
      on preferences.campaign_id = turn.campaign_id
      and preferences.person_id = turn.person_id
      and preferences.key = 'cap'
    union all
    -- What the law allows, of the person and through the contact point.
    select
      turn.campaign_id,
      turn.person_id,
      turn.contact_key,
      turn.point_key,
      scopes.scope,
      'statutory ' || cast(statutory_caps.window_hours as varchar) as cap_id,
      'statutory' as origin,
      campaigns.channel,
      cast(null as varchar) as purpose,
      statutory_caps.window_hours,
      statutory_caps.contacts as contacts_allowed,
      campaigns.send_from_at,
      campaigns.send_until_at
    from allocation.turn
    inner join run.campaigns on campaigns.campaign_id = turn.campaign_id
    inner join gate.statutory_caps
      on statutory_caps.campaign_id = turn.campaign_id
      and statutory_caps.person_id = turn.person_id
      and statutory_caps.contact_key = turn.contact_key
    cross join scopes
  ),

  contacts_of_people as (
    select
      contacts.contact_id,
      contacts.person_id,
      contacts.purpose,
      contacts.channel,
      contacts.contacted_at,
      contacts.contacted_until_at,
      cast(null as integer) as position
    from allocation.contacts
    union all
    select
      reserved_contacts.contact_id,
      reserved_contacts.person_id,
      reserved_contacts.purpose,
      reserved_contacts.channel,
      reserved_contacts.contacted_at,
      reserved_contacts.contacted_until_at,
      reserved_contacts.position
    from allocation.reserved_contacts
  ),

  -- One contact may count for several people, and counts once for the contact point.
  contacts_of_points as (
    select
      contacts.contact_id,
      contacts.point_key,
      min(contacts.purpose) as purpose,
      min(contacts.channel) as channel,
      min(contacts.contacted_at) as contacted_at,
      max(contacts.contacted_until_at) as contacted_until_at,
      cast(null as integer) as position
    from allocation.contacts
    where contacts.point_key is not null
    group by contacts.contact_id, contacts.point_key
    union all
    select
      reserved_contacts.contact_id,
      reserved_contacts.point_key,
      min(reserved_contacts.purpose) as purpose,
      min(reserved_contacts.channel) as channel,
      min(reserved_contacts.contacted_at) as contacted_at,
      max(reserved_contacts.contacted_until_at) as contacted_until_at,
      min(reserved_contacts.position) as position
    from allocation.reserved_contacts
    group by reserved_contacts.contact_id, reserved_contacts.point_key
  )

select
  caps.campaign_id,
  caps.person_id,
  caps.contact_key,
  caps.scope,
  caps.cap_id,
  caps.origin,
  caps.window_hours,
  caps.contacts_allowed,
  caps.send_from_at,
  contacts_of_people.contact_id,
  contacts_of_people.contacted_at,
  contacts_of_people.contacted_until_at,
  contacts_of_people.position
from caps
inner join contacts_of_people
  on contacts_of_people.person_id = caps.person_id
  and (caps.channel is null or contacts_of_people.channel = caps.channel)
  and (caps.purpose is null or coalesce(contacts_of_people.purpose, caps.purpose) = caps.purpose)
  and contacts_of_people.contacted_until_at > caps.send_from_at - caps.window_hours * interval '1' hour
  and contacts_of_people.contacted_at < caps.send_until_at + caps.window_hours * interval '1' hour
where caps.scope = 'person' and caps.contacts_allowed > 0
union all
select
  caps.campaign_id,
  caps.person_id,
  caps.contact_key,
  caps.scope,
  caps.cap_id,
  caps.origin,
  caps.window_hours,
  caps.contacts_allowed,
  caps.send_from_at,
  contacts_of_points.contact_id,
  contacts_of_points.contacted_at,
  contacts_of_points.contacted_until_at,
  contacts_of_points.position
from caps
inner join contacts_of_points
  on contacts_of_points.point_key = caps.point_key
  and (caps.channel is null or contacts_of_points.channel = caps.channel)
  and (caps.purpose is null or coalesce(contacts_of_points.purpose, caps.purpose) = caps.purpose)
  and contacts_of_points.contacted_until_at > caps.send_from_at - caps.window_hours * interval '1' hour
  and contacts_of_points.contacted_at < caps.send_until_at + caps.window_hours * interval '1' hour
where caps.scope = 'contact_point' and caps.contacts_allowed > 0
union all
select
  caps.campaign_id,
  caps.person_id,
  caps.contact_key,
  caps.scope,
  caps.cap_id,
  caps.origin,
  caps.window_hours,
  caps.contacts_allowed,
  caps.send_from_at,
  cast(null as varchar) as contact_id,
  cast(null as timestamp(6)) as contacted_at,
  cast(null as timestamp(6)) as contacted_until_at,
  cast(null as integer) as position
from caps
where caps.contacts_allowed = 0
