-- The campaign uses sensitive data, and the person has not consented to that.
-- rank: 530
-- class: data_use
-- override: none
-- law: GDPR Art. 9, PIPL Art. 29
-- en: No consent to use of sensitive data
-- zh-CN: 未同意使用敏感信息
-- zh-CN meaning: 本活动使用敏感信息，而此人没有同意。
select
  option_bases.campaign_id,
  option_bases.person_id,
  option_bases.contact_key,
  option_bases.purpose as evidence
from gate.option_bases
where option_bases.data_use = 'sensitive_data_use'
  and option_bases.basis <> 'valid'
