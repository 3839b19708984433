-- The person refused the purpose that this campaign pursues.
-- rank: 240
-- class: subject
-- override: none
-- law: GDPR Art. 7(3), PIPL Art. 15
-- en: Refused this purpose
-- zh-CN: 拒绝该用途
-- zh-CN meaning: 此人拒绝了本活动的用途。
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
  and unlifted_denials.purpose not in ('*', 'direct_marketing', 'third_party_disclosure', 'automated_decision', 'sensitive_data_use')
  and unlifted_denials.channel = '*'
