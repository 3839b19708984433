-- One more contact would exceed a frequency cap of the contact point at some moment.
-- rank: 1220
-- class: allocation
-- override: user
-- campaigns: marketing
-- law: none
-- en: Frequency cap of the contact point
-- zh-CN: 达到联系方式频次上限
-- zh-CN meaning: 再联系一次，就会在某一时刻超过该联系方式的频次上限。
with
  capped as (
    select
      turn.campaign_id,
      turn.person_id,
      turn.contact_key,
      campaigns.channel,
      campaigns.send_from_at,
      campaigns.send_until_at,
      campaign_caps.window_hours,
      campaign_caps.contacts as contacts_allowed
    from allocation.turn
    inner join run.campaigns on campaigns.campaign_id = turn.campaign_id
    inner join run.campaign_caps
      on campaign_caps.campaign_id = turn.campaign_id
      and campaign_caps.scope = 'contact_point'
  ),

  near as (
    select
      capped.campaign_id,
      capped.person_id,
      capped.contact_key,
      capped.window_hours,
      capped.contacts_allowed,
      capped.send_from_at,
      contacts.contact_id,
      contacts.contacted_at
    from capped
    inner join allocation.contacts
      on contacts.contact_key = capped.contact_key
      and contacts.channel = capped.channel
      and contacts.contacted_at > capped.send_from_at - capped.window_hours * interval '1' hour
      and contacts.contacted_at < capped.send_until_at + capped.window_hours * interval '1' hour
  ),

  moments as (
    select
      near.campaign_id,
      near.person_id,
      near.contact_key,
      near.window_hours,
      near.contacts_allowed,
      greatest(near.contacted_at, near.send_from_at) as looked_at
    from near
    group by
      near.campaign_id,
      near.person_id,
      near.contact_key,
      near.window_hours,
      near.contacts_allowed,
      greatest(near.contacted_at, near.send_from_at)
  ),

  counted as (
    select
      moments.campaign_id,
      moments.person_id,
      moments.contact_key,
      moments.window_hours,
      moments.contacts_allowed,
      moments.looked_at,
      count(distinct near.contact_id) as contacts_made
    from moments
    inner join near
      on near.person_id = moments.person_id
      and near.contact_key = moments.contact_key
      and near.window_hours = moments.window_hours
      and near.contacts_allowed = moments.contacts_allowed
      and near.contacted_at > moments.looked_at - moments.window_hours * interval '1' hour
      and near.contacted_at <= moments.looked_at
    group by
      moments.campaign_id,
      moments.person_id,
      moments.contact_key,
      moments.window_hours,
      moments.contacts_allowed,
      moments.looked_at
  )

select
  counted.campaign_id,
  counted.person_id,
  counted.contact_key,
  cast(counted.contacts_allowed as varchar) || ' in ' || cast(counted.window_hours as varchar) || ' hours' as evidence
from counted
where counted.contacts_made >= counted.contacts_allowed
union all
select
  capped.campaign_id,
  capped.person_id,
  capped.contact_key,
  'none allowed' as evidence
from capped
where capped.contacts_allowed = 0
