-- The person has died.
-- rank: 110
-- class: absolute
-- override: none
-- law: PIPL Art. 49
-- en: Deceased
-- zh-CN: 已故
-- zh-CN meaning: 此人已故。
select
  candidates.campaign_id,
  candidates.person_id,
  cast(null as varchar) as contact_key,
  people.customer_id as evidence
from gate.candidates
inner join identity.people on people.person_id = candidates.person_id
where people.is_deceased
union all
-- Said by an earlier file, and by no later one taken back.
select
  candidates.campaign_id,
  candidates.person_id,
  cast(null as varchar) as contact_key,
  kept_statuses.denial_id as evidence
from gate.candidates
inner join consent.kept_statuses on kept_statuses.person_id = candidates.person_id
where kept_statuses.word = 'deceased'
