-- Processing of the record is restricted.
-- rank: 130
-- class: absolute
-- override: none
-- law: GDPR Art. 18, PIPL Art. 44
-- en: Processing restricted
-- zh-CN: 限制处理
-- zh-CN meaning: 该记录的处理受到限制。
select
  candidates.campaign_id,
  candidates.person_id,
  cast(null as varchar) as contact_key,
  people.customer_id as evidence
from gate.candidates
inner join identity.people on people.person_id = candidates.person_id
where people.is_restricted
union all
-- Said by an earlier file, and by no later one taken back.
select
  candidates.campaign_id,
  candidates.person_id,
  cast(null as varchar) as contact_key,
  kept_statuses.denial_id as evidence
from gate.candidates
inner join consent.kept_statuses on kept_statuses.person_id = candidates.person_id
where kept_statuses.word = 'restricted'
