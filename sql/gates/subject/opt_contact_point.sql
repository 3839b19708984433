-- The stop binds one telephone number, e-mail or address and nothing else of the person.
-- rank: 255
-- class: subject
-- override: none
-- law: GDPR Art. 21, PIPL Art. 15
-- en: Refused on this contact point
-- zh-CN: 拒绝使用该联系方式
-- zh-CN meaning: 这项停止联系只约束一个电话号码、电子邮箱或地址，不涉及此人的其他信息。
select
  contact_options.campaign_id,
  contact_options.person_id,
  contact_options.contact_key,
  unlifted_denials.evidence
from gate.contact_options
inner join consent.unlifted_denials
  on unlifted_denials.campaign_id = contact_options.campaign_id
  and unlifted_denials.person_id = contact_options.person_id
  and unlifted_denials.contact_key = contact_options.contact_key
where unlifted_denials.kind = 'event'
