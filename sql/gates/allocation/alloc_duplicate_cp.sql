-- Another person of this campaign is reached through the same contact point and comes first.
-- rank: 1110
-- class: allocation
-- override: none
-- campaigns: marketing, service
-- law: none
-- en: Contact point already used
-- zh-CN: 联系方式已被使用
-- zh-CN meaning: 本活动中另一人使用同一联系方式，且排在前面。
with
  winners as (
    select
      turn.contact_key,
      min(turn.person_id) as person_id
    from allocation.turn
    group by turn.contact_key
    having count(*) > 1
  )

select
  turn.campaign_id,
  turn.person_id,
  turn.contact_key,
  winners.person_id as evidence
from allocation.turn
inner join winners on winners.contact_key = turn.contact_key
where turn.person_id <> winners.person_id
