-- The contact point is not a telephone number, e-mail or address that can be reached.
-- rank: 720
-- class: contact_point
-- override: none
-- law: GDPR Art. 5(1)(d), PIPL Art. 8
-- en: Contact point is invalid
-- zh-CN: 联系方式无效
-- zh-CN meaning: 该联系方式不是可以接通或送达的电话号码、电子邮箱或地址。
select
  contact_options.campaign_id,
  contact_options.person_id,
  contact_options.contact_key,
  contact_options.contact_key as evidence
from gate.contact_options
where not contact_options.is_valid
