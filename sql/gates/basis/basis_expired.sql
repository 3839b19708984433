-- The consent ends before the send window does.
-- grain holds: a campaign asks one purpose for the contact itself, and each option's basis for it is one
-- rank: 420
-- class: basis
-- override: none
-- law: GDPR Art. 6 and 7, PIPL Art. 13 and 14
-- en: Consent expired
-- zh-CN: 同意已过期
-- zh-CN meaning: 同意在发送窗口结束之前到期。
select
  option_bases.campaign_id,
  option_bases.person_id,
  option_bases.contact_key,
  option_bases.purpose as evidence
from gate.option_bases
where option_bases.data_use = 'contact'
  and option_bases.basis = 'expired'
