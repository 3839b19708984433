-- The consent is recorded without its method or its proof; or the person or contact point was bought in, and it is not the
-- subject's own or comes from the seller.
-- grain holds: a campaign asks one purpose for the contact itself, and each option's basis for it is one
-- rank: 460
-- class: basis
-- override: none
-- law: GDPR Art. 7(1), PIPL Art. 14
-- en: Proof of consent is missing
-- zh-CN: 缺少同意证明
-- zh-CN meaning: 同意的记录缺少取得方式或证明。
select
  option_bases.campaign_id,
  option_bases.person_id,
  option_bases.contact_key,
  option_bases.purpose as evidence
from gate.option_bases
where option_bases.data_use = 'contact'
  and option_bases.basis = 'proof_missing'
