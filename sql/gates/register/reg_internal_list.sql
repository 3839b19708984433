-- The person, or one of their contact points, is on one of the company's own suppression lists.
-- rank: 310
-- class: register
-- override: none
-- law: GDPR Art. 21, PIPL Art. 15
-- en: On an internal suppression list
-- zh-CN: 在内部抑制名单上
-- zh-CN meaning: 此人或其某一联系方式在企业自己的抑制名单上。
select
  candidates.campaign_id,
  candidates.person_id,
  unlifted_denials.contact_key,
  unlifted_denials.evidence
from gate.candidates
inner join consent.unlifted_denials
  on unlifted_denials.campaign_id = candidates.campaign_id
  and unlifted_denials.person_id = candidates.person_id
-- A stop of a domain or prefix is about points: of those that the campaign would use.
left join gate.contact_options
  on contact_options.campaign_id = unlifted_denials.campaign_id
  and contact_options.person_id = unlifted_denials.person_id
  and contact_options.contact_key = unlifted_denials.contact_key
where unlifted_denials.kind = 'suppression'
  and (unlifted_denials.contact_key is null or contact_options.contact_key is not null)
