-- Nothing the person ever said allows this purpose, where the law asks for consent or the person or contact point was bought in.
-- grain holds: a campaign asks one purpose for the contact itself, and each option's basis for it is one
-- rank: 410
-- class: basis
-- override: none
-- law: GDPR Art. 6 and 7, PIPL Art. 13 and 14
-- en: No consent
-- zh-CN: 没有同意
-- zh-CN meaning: 法律要求取得同意，而此人从未就该用途作出过任何许可。
select
  option_bases.campaign_id,
  option_bases.person_id,
  option_bases.contact_key,
  option_bases.purpose as evidence
from gate.option_bases
where option_bases.data_use = 'contact'
  and option_bases.basis = 'none'
