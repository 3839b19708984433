-- The person refused direct marketing.
-- rank: 230
-- class: subject
-- override: none
-- law: GDPR Art. 21(2), PIPL Art. 15
-- en: Refused direct marketing
-- zh-CN: 拒绝直接营销
-- zh-CN meaning: 此人拒绝了直接营销。
select
  candidates.campaign_id,
  candidates.person_id,
  unlifted_denials.contact_key,
  unlifted_denials.evidence
from gate.candidates
inner join consent.unlifted_denials
  on unlifted_denials.campaign_id = candidates.campaign_id
  and unlifted_denials.person_id = candidates.person_id
where unlifted_denials.kind = 'event' and unlifted_denials.contact_key is null
  and unlifted_denials.purpose = 'direct_marketing'
  and unlifted_denials.channel = '*'
