-- Another person of this campaign is reached through the same contact point and comes first; whoever is held out holds theirs.
-- rank: 1110
-- class: allocation
-- override: none
-- campaigns: marketing, service
-- law: none
-- en: Contact point already used
-- zh-CN: 联系方式已被使用
-- zh-CN meaning: 本活动中另一人使用同一联系方式，且排在前面；对照组成员保有其联系方式。
with
  held as (
    select held_out.campaign_id, held_out.person_id
    from allocation.held_out
    group by held_out.campaign_id, held_out.person_id
  ),

  asked as (
    select
      turn.campaign_id,
      turn.person_id,
      turn.contact_key,
      turn.point_key,
      held.person_id is not null as is_held_out
    from allocation.turn
    left join held
      on held.campaign_id = turn.campaign_id
      and held.person_id = turn.person_id
  ),

  winners as (
    select
      asked.point_key,
      coalesce(min(case when asked.is_held_out then asked.person_id end), min(asked.person_id)) as person_id
    from asked
    group by asked.point_key
    having count(*) > 1
  )

select
  asked.campaign_id,
  asked.person_id,
  asked.contact_key,
  winners.person_id as evidence
from asked
inner join winners on winners.point_key = asked.point_key
where asked.person_id <> winners.person_id
  and not asked.is_held_out
