-- The person refused automated decisions, and this campaign chooses people by segment, score or behaviour.
-- rank: 270
-- class: subject
-- override: none
-- law: GDPR Art. 22, PIPL Art. 24
-- en: Refused automated decisions
-- zh-CN: 拒绝自动化决策
-- zh-CN meaning: 此人拒绝自动化决策，而本活动按分群、评分或行为挑选个人。
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
  and unlifted_denials.asked_purpose = 'automated_decision'
  and unlifted_denials.purpose = 'automated_decision'
