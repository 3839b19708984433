-- The person refused disclosure to third parties, and this campaign discloses.
-- rank: 260
-- class: subject
-- override: none
-- law: GDPR Art. 21, PIPL Art. 23
-- en: Refused disclosure to third parties
-- zh-CN: 拒绝向第三方披露
-- zh-CN meaning: 此人拒绝向第三方披露信息，而本活动会披露。
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
  and unlifted_denials.asked_purpose = 'third_party_disclosure'
  and unlifted_denials.purpose = 'third_party_disclosure'
