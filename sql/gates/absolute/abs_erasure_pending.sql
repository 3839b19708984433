-- The person asked to be erased and it is not done yet.
-- rank: 140
-- class: absolute
-- override: none
-- law: GDPR Art. 17, PIPL Art. 47
-- en: Erasure pending
-- zh-CN: 删除请求处理中
-- zh-CN meaning: 此人已要求删除其信息，但删除尚未完成。
select
  candidates.campaign_id,
  candidates.person_id,
  cast(null as varchar) as contact_key,
  people.customer_id as evidence
from gate.candidates
inner join identity.people on people.person_id = candidates.person_id
where people.is_erasure_pending
union all
-- Said by an earlier file, and by no later one taken back.
select
  candidates.campaign_id,
  candidates.person_id,
  cast(null as varchar) as contact_key,
  kept_statuses.denial_id as evidence
from gate.candidates
inner join consent.kept_statuses on kept_statuses.person_id = candidates.person_id
where kept_statuses.word = 'erasure_pending'
