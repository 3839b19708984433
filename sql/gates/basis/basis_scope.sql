-- The person consented, and not for this channel, this contact point, this topic or on this legal basis.
-- grain holds: a campaign asks one purpose for the contact itself, and each option's basis for it is one
-- rank: 450
-- class: basis
-- override: none
-- law: GDPR Art. 6 and 7, PIPL Art. 13 and 14
-- en: Consent has another scope
-- zh-CN: 同意的范围不包括此次联系
-- zh-CN meaning: 此人作出过同意，但不适用于该渠道、该联系方式、该主题或该法律依据。
select
  option_bases.campaign_id,
  option_bases.person_id,
  option_bases.contact_key,
  option_bases.purpose as evidence
from gate.option_bases
where option_bases.data_use = 'contact'
  and option_bases.basis = 'other_scope'
