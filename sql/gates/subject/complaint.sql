-- The person complained about an earlier contact.
-- rank: 290
-- class: subject
-- override: none
-- law: GDPR Art. 21(2), PIPL Art. 50
-- en: Complained about a contact
-- zh-CN: 曾就联系提出投诉
-- zh-CN meaning: 此人曾就以往的联系提出投诉。
select
  candidates.campaign_id,
  candidates.person_id,
  unlifted_denials.contact_key,
  unlifted_denials.evidence
from gate.candidates
inner join consent.unlifted_denials
  on unlifted_denials.campaign_id = candidates.campaign_id
  and unlifted_denials.person_id = candidates.person_id
where unlifted_denials.kind = 'outcome'
  and unlifted_denials.word = 'complained'
