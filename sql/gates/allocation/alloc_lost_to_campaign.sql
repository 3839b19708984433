-- A campaign that comes before took the contact that a frequency cap leaves, or the two campaigns exclude each other and it has the person.
-- rank: 1240
-- class: allocation
-- override: none
-- campaigns: marketing
-- law: none
-- en: Another campaign comes first
-- zh-CN: 另一活动优先
-- zh-CN meaning: 排在前面的活动占用了频次上限允许的联系次数，或两个活动互相排斥，而对方已联系此人。
with
  lost_to_caps as (
    select
      cap_breaches.campaign_id,
      cap_breaches.person_id,
      cap_breaches.contact_key,
      cap_breaches.winner_campaign_id || ': ' || cap_breaches.evidence as evidence
    from allocation.cap_breaches
    where cap_breaches.winner_campaign_id is not null
  ),

  contacts_of_campaigns as (
    select contacts.campaign_id, contacts.person_id, contacts.contacted_at
    from allocation.contacts
    union all
    select reserved_contacts.campaign_id, reserved_contacts.person_id, reserved_contacts.contacted_at
    from allocation.reserved_contacts
  ),

  lost_to_exclusions as (
    select
      turn.campaign_id,
      turn.person_id,
      turn.contact_key,
      campaign_exclusions.other_campaign_id || ': excluded' as evidence
    from allocation.turn
    inner join run.campaign_exclusions on campaign_exclusions.campaign_id = turn.campaign_id
    inner join contacts_of_campaigns
      on contacts_of_campaigns.person_id = turn.person_id
      and contacts_of_campaigns.campaign_id = campaign_exclusions.other_campaign_id
      and contacts_of_campaigns.contacted_at >= campaign_exclusions.from_at
      and contacts_of_campaigns.contacted_at < campaign_exclusions.until_at
  )

select lost_to_caps.campaign_id, lost_to_caps.person_id, lost_to_caps.contact_key, lost_to_caps.evidence
from lost_to_caps
union all
select lost_to_exclusions.campaign_id, lost_to_exclusions.person_id, lost_to_exclusions.contact_key, lost_to_exclusions.evidence
from lost_to_exclusions
