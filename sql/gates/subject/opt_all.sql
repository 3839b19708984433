-- The person refused every purpose on every channel.
-- rank: 220
-- class: subject
-- override: none
-- law: GDPR Art. 21, PIPL Art. 15
-- en: Refused everything
-- zh-CN: 拒绝一切联系
-- zh-CN meaning: 此人拒绝了所有渠道上的所有用途。
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
  and unlifted_denials.purpose = '*'
  and unlifted_denials.channel = '*'
