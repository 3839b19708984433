-- The person refused this channel.
-- rank: 250
-- class: subject
-- override: none
-- law: GDPR Art. 21, PIPL Art. 15
-- en: Refused this channel
-- zh-CN: 拒绝该联系渠道
-- zh-CN meaning: 此人拒绝了该渠道。
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
  and unlifted_denials.channel <> '*'
  and (unlifted_denials.purpose = '*' or unlifted_denials.purpose not in ('third_party_disclosure', 'automated_decision', 'sensitive_data_use'))
