-- The id is in no customers file, so nothing is known about the person: who they are, how old, or whether they live.
-- rank: 10
-- class: record
-- override: none
-- law: GDPR Art. 5(1)(d)
-- en: Customer id cannot be resolved
-- zh-CN: 客户编号无法识别
-- zh-CN meaning: 客户文件中没有该编号，因此对此人一无所知：是谁、年龄多大、是否在世。
select
  candidates.campaign_id,
  candidates.person_id,
  cast(null as varchar) as contact_key,
  candidates.person_id as evidence
from gate.candidates
left join identity.people on people.person_id = candidates.person_id
where people.person_id is null
