-- The campaign discloses to a third party, and the person has not consented to that.
-- rank: 510
-- class: data_use
-- override: none
-- law: GDPR Art. 6, PIPL Art. 23
-- en: No consent to disclosure
-- zh-CN: 未同意向第三方披露
-- zh-CN meaning: 本活动向第三方披露信息，而此人没有同意。
select
  option_bases.campaign_id,
  option_bases.person_id,
  option_bases.contact_key,
  option_bases.purpose as evidence
from gate.option_bases
where option_bases.data_use = 'third_party_disclosure'
  and option_bases.basis <> 'valid'
