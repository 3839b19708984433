-- The contact point is on a national or industry do-not-contact register.
-- rank: 320
-- class: register
-- override: none
-- campaigns: marketing
-- law: 47 CFR 64.1200(c), PIPL Art. 13
-- en: On a do-not-contact register
-- zh-CN: 在拒绝联系登记名单上
-- zh-CN meaning: 该联系方式在国家或行业的拒绝联系登记名单上。
select
  candidates.campaign_id,
  candidates.person_id,
  unlifted_denials.contact_key,
  unlifted_denials.evidence
from gate.candidates
inner join consent.unlifted_denials
  on unlifted_denials.campaign_id = candidates.campaign_id
  and unlifted_denials.person_id = candidates.person_id
inner join run.lists on lists.list_id = unlifted_denials.source_key
-- A listed number is about that number: it matters where the campaign would use it.
left join gate.contact_options
  on contact_options.campaign_id = unlifted_denials.campaign_id
  and contact_options.person_id = unlifted_denials.person_id
  and contact_options.contact_key = unlifted_denials.contact_key
where unlifted_denials.kind = 'register'
  and lists.kind in ('national_register', 'industry_register')
  and not lists.is_tps
  and (unlifted_denials.contact_key is null or contact_options.contact_key is not null)
