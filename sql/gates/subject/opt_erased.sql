-- The person was erased, and data of the same id or contact point was loaded again.
-- rank: 210
-- class: subject
-- override: none
-- law: GDPR Art. 17, PIPL Art. 47
-- en: Erased
-- zh-CN: 已被删除
-- zh-CN meaning: 此人的信息已被删除，之后又加载了相同标识或联系方式的数据。
select
  candidates.campaign_id,
  candidates.person_id,
  unlifted_denials.contact_key,
  unlifted_denials.evidence
from gate.candidates
inner join consent.unlifted_denials
  on unlifted_denials.campaign_id = candidates.campaign_id
  and unlifted_denials.person_id = candidates.person_id
where unlifted_denials.kind = 'tombstone'
