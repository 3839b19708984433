-- The person opted out in answer to an earlier contact.
-- rank: 285
-- class: subject
-- override: none
-- law: GDPR Art. 21(2), PIPL Art. 15
-- en: Opted out after a contact
-- zh-CN: 联系后选择退出
-- zh-CN meaning: 此人在以往的联系之后选择了退出。
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
  and unlifted_denials.word = 'opted_out'
