-- The record is a test record.
-- rank: 620
-- class: record
-- override: none
-- law: none
-- en: Test record
-- zh-CN: 测试记录
-- zh-CN meaning: 该记录是测试记录。
select
  candidates.campaign_id,
  candidates.person_id,
  cast(null as varchar) as contact_key,
  people.customer_id as evidence
from gate.candidates
inner join identity.people on people.person_id = candidates.person_id
where people.is_test
union all
-- Said by an earlier file, and by no later one taken back.
select
  candidates.campaign_id,
  candidates.person_id,
  cast(null as varchar) as contact_key,
  kept_statuses.denial_id as evidence
from gate.candidates
inner join consent.kept_statuses on kept_statuses.person_id = candidates.person_id
where kept_statuses.word = 'test'
