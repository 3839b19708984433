-- The person is held out of this campaign, or of all marketing, so that the effect can be measured.
-- rank: 1010
-- class: allocation
-- override: none
-- campaigns: marketing
-- law: none
-- en: Holdout
-- zh-CN: 对照组
-- zh-CN meaning: 此人被留在本活动或全部营销之外，用于衡量效果。
select
  turn.campaign_id,
  turn.person_id,
  cast(null as varchar) as contact_key,
  min(case when held_out.is_universal then 'universal holdout' else 'holdout of the campaign' end || ', seed ' || held_out.seed) as evidence
from allocation.turn
inner join allocation.held_out
  on held_out.campaign_id = turn.campaign_id
  and held_out.person_id = turn.person_id
group by turn.campaign_id, turn.person_id
