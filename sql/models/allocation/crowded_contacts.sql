-- The contacts near the send window of whoever has as many of them as a frequency cap allows, each with how many of them may lie in the
-- window that ends where it begins: of all, and of those made apart from those that campaigns of this run have reserved. A contact that may
-- happen at several moments lies in a window that holds one of them. No other window holds more, and of everybody else none can be full.
-- grain: campaign_id, person_id, scope, cap_id, contact_id
-- grain holds: a part of allocation.cap_contacts, which has this grain, for of its two changes the first is kept
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
  ),

  -- As the end of a window moves on, a contact comes into it where the contact begins, and leaves it a whole window after its last moment.
  changes as (
    select 1 as change
    union all
    select -1 as change
  ),

  changed as (
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
      cap_contacts.contacted_until_at,
      cap_contacts.position,
      changes.change,
      case
        when changes.change = 1 then greatest(cap_contacts.contacted_at, cap_contacts.send_from_at)
        else cap_contacts.contacted_until_at + cap_contacts.window_hours * interval '1' hour
      end as changed_at
    from crowded
    inner join allocation.cap_contacts
      on cap_contacts.campaign_id = crowded.campaign_id
      and cap_contacts.person_id = crowded.person_id
      and cap_contacts.scope = crowded.scope
      and cap_contacts.cap_id = crowded.cap_id
    cross join changes
  ),

  -- At one moment, whatever leaves goes before what comes.
  counted as (
    select
      changed.campaign_id,
      changed.person_id,
      changed.contact_key,
      changed.scope,
      changed.cap_id,
      changed.origin,
      changed.window_hours,
      changed.contacts_allowed,
      changed.contact_id,
      changed.contacted_at,
      changed.contacted_until_at,
      changed.position,
      changed.change,
      changed.changed_at,
      sum(changed.change) over (
        partition by changed.campaign_id, changed.person_id, changed.scope, changed.cap_id
        order by changed.changed_at, changed.change, changed.contact_id
        rows between unbounded preceding and current row
      ) as contacts_held,
      sum(case when changed.position is null then changed.change else 0 end) over (
        partition by changed.campaign_id, changed.person_id, changed.scope, changed.cap_id
        order by changed.changed_at, changed.change, changed.contact_id
        rows between unbounded preceding and current row
      ) as made_held
    from changed
  )

select
  counted.campaign_id,
  counted.person_id,
  counted.contact_key,
  counted.scope,
  counted.cap_id,
  counted.origin,
  counted.window_hours,
  counted.contacts_allowed,
  counted.contact_id,
  counted.contacted_at,
  counted.contacted_until_at,
  counted.position,
  -- The last moment of the send window's windows that end with this contact, and what lies outside before them.
  counted.changed_at as until_at,
  counted.changed_at - counted.window_hours * interval '1' hour as after_at,
  cast(counted.contacts_held as bigint) as contacts_held,
  cast(counted.made_held as bigint) as made_held
from counted
where counted.change = 1
