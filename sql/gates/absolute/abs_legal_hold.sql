-- The record is under a legal hold.
-- rank: 120
-- class: absolute
-- override: none
-- law: GDPR Art. 18(1)(c)
-- en: Legal hold
-- zh-CN: 法律保全
-- zh-CN meaning: 该记录处于法律保全状态。
select
  candidates.campaign_id,
  candidates.person_id,
  cast(null as varchar) as contact_key,
  people.customer_id as evidence
from gate.candidates
inner join identity.people on people.person_id = candidates.person_id
where people.has_legal_hold
union all
-- Said by an earlier file, and by no later one taken back.
select
  candidates.campaign_id,
  candidates.person_id,
  cast(null as varchar) as contact_key,
  kept_statuses.denial_id as evidence
from gate.candidates
inner join consent.kept_statuses on kept_statuses.person_id = candidates.person_id
where kept_statuses.word = 'legal_hold'
