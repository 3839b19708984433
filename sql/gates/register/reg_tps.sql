-- The number is registered with the Telephone Preference Service of the United Kingdom.
-- rank: 330
-- class: register
-- override: none
-- campaigns: marketing
-- law: PECR reg. 21
-- en: Registered with the TPS
-- zh-CN: 在英国电话偏好服务（TPS）登记名单上
-- zh-CN meaning: 该号码已在英国电话偏好服务（TPS）登记。
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
  and lists.is_tps
  and (unlifted_denials.contact_key is null or contact_options.contact_key is not null)
