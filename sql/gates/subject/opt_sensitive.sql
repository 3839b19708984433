-- The person refused the use of sensitive data, and this campaign uses it.
-- rank: 280
-- class: subject
-- override: none
-- law: GDPR Art. 9, PIPL Art. 29
-- en: Refused use of sensitive data
-- zh-CN: 拒绝使用敏感信息
-- zh-CN meaning: 此人拒绝使用敏感信息，而本活动使用敏感信息。
select
  candidates.campaign_id,
  candidates.person_id,
  unlifted_denials.contact_key,
  unlifted_denials.evidence
from gate.candidates
inner join consent.unlifted_denials
  on unlifted_denials.campaign_id = candidates.campaign_id
  and unlifted_denials.person_id = candidates.person_id
where unlifted_denials.kind = 'event' and unlifted_denials.contact_key is null
  and unlifted_denials.asked_purpose = 'sensitive_data_use'
  and unlifted_denials.purpose = 'sensitive_data_use'
