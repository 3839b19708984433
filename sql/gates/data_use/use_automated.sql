-- The campaign decides automatically, and the person has not consented where the law asks for it.
-- rank: 520
-- class: data_use
-- override: none
-- law: GDPR Art. 22, PIPL Art. 24
-- en: No consent to automated decisions
-- zh-CN: 未同意自动化决策
-- zh-CN meaning: 本活动作出自动化决策，法律要求取得同意，而此人没有同意。
select
  option_bases.campaign_id,
  option_bases.person_id,
  option_bases.contact_key,
  option_bases.purpose as evidence
from gate.option_bases
where option_bases.data_use = 'automated_decision'
  and option_bases.basis <> 'valid'
