-- The consent was given on a notice that does not tell of what the campaign does, or nobody knows on which.
-- grain holds: a campaign asks one purpose for the contact itself, and each option's basis for it is one
-- rank: 440
-- class: basis
-- override: none
-- law: GDPR Art. 6(4), 7 and 13(3), PIPL Art. 14 and 17
-- en: Consent given on another notice
-- zh-CN: 同意所依据的告知书不适用
-- zh-CN meaning: 作出同意时的告知书没有写明本活动的用途、渠道、接收方或数据，或者无从得知是哪一份告知书。
select
  option_bases.campaign_id,
  option_bases.person_id,
  option_bases.contact_key,
  option_bases.purpose as evidence
from gate.option_bases
where option_bases.data_use = 'contact'
  and option_bases.basis = 'notice_outdated'
