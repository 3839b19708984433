-- The frequency caps that one more contact of the campaign whose turn it is would exceed at some moment of its send window, or in a
-- window that also holds contacts reserved for later. Where contacts made leave room and campaigns of this run took it, the first of them.
-- A window is full when it may hold as many contacts as the cap allows.
-- grain: campaign_id, person_id, scope, cap_id
with
  full_windows as (
    select
      crowded_contacts.campaign_id,
      crowded_contacts.person_id,
      crowded_contacts.scope,
      crowded_contacts.cap_id,
      crowded_contacts.after_at,
      crowded_contacts.until_at
    from allocation.crowded_contacts
    where crowded_contacts.contacts_held >= crowded_contacts.contacts_allowed
  ),

  full_without_lists as (
    select
      crowded_contacts.campaign_id,
      crowded_contacts.person_id,
      crowded_contacts.scope,
      crowded_contacts.cap_id
    from allocation.crowded_contacts
    where crowded_contacts.made_held >= crowded_contacts.contacts_allowed
    group by crowded_contacts.campaign_id, crowded_contacts.person_id, crowded_contacts.scope, crowded_contacts.cap_id
  ),

  winners as (
    select
      full_windows.campaign_id,
      full_windows.person_id,
      full_windows.scope,
      full_windows.cap_id,
      min(crowded_contacts.contact_key) as contact_key,
      min(crowded_contacts.origin) as origin,
      min(crowded_contacts.window_hours) as window_hours,
      min(crowded_contacts.contacts_allowed) as contacts_allowed,
      min(crowded_contacts.position) as position
    from full_windows
    inner join allocation.crowded_contacts
      on crowded_contacts.campaign_id = full_windows.campaign_id
      and crowded_contacts.person_id = full_windows.person_id
      and crowded_contacts.scope = full_windows.scope
      and crowded_contacts.cap_id = full_windows.cap_id
      and crowded_contacts.contacted_until_at > full_windows.after_at
      and crowded_contacts.contacted_at <= full_windows.until_at
    group by full_windows.campaign_id, full_windows.person_id, full_windows.scope, full_windows.cap_id
  ),

  breached as (
    select
      winners.campaign_id,
      winners.person_id,
      winners.scope,
      winners.cap_id,
      winners.contact_key,
      winners.origin,
      winners.window_hours,
      winners.contacts_allowed,
      case when full_without_lists.cap_id is null then winners.position end as position
    from winners
    left join full_without_lists
      on full_without_lists.campaign_id = winners.campaign_id
      and full_without_lists.person_id = winners.person_id
      and full_without_lists.scope = winners.scope
      and full_without_lists.cap_id = winners.cap_id
    union all
    select
      cap_contacts.campaign_id,
      cap_contacts.person_id,
      cap_contacts.scope,
      cap_contacts.cap_id,
      cap_contacts.contact_key,
      cap_contacts.origin,
      cap_contacts.window_hours,
      cap_contacts.contacts_allowed,
      cast(null as integer) as position
    from allocation.cap_contacts
    where cap_contacts.contacts_allowed = 0
  )

select
  breached.campaign_id,
  breached.person_id,
  breached.scope,
  breached.cap_id,
  min(breached.contact_key) as contact_key,
  min(breached.origin) as origin,
  min(winning.campaign_id) as winner_campaign_id,
  min(
    case
      when breached.contacts_allowed = 0 then 'none allowed'
      else cast(breached.contacts_allowed as varchar) || ' in ' || cast(breached.window_hours as varchar) || ' hours'
    end || case when breached.origin = 'campaign' then '' else ', ' || breached.origin || ' cap' end
  ) as evidence
from breached
left join run.campaigns as winning on winning.position = breached.position
group by breached.campaign_id, breached.person_id, breached.scope, breached.cap_id
