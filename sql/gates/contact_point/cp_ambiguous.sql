-- The telephone number was written without its plus and is a valid number in two ways; nobody is called by a guess.
-- rank: 735
-- class: contact_point
-- override: none
-- law: GDPR Art. 5(1)(d), PIPL Art. 8
-- en: Contact point is ambiguous
-- zh-CN: 联系方式有歧义
-- zh-CN meaning: 该电话号码缺少加号，可以读作两个不同的有效号码；绝不凭猜测联系任何人。
select
  contact_options.campaign_id,
  contact_options.person_id,
  contact_options.contact_key,
  contact_options.contact_key as evidence
from gate.contact_options
where contact_options.is_ambiguous
