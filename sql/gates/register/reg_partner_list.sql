-- A partner has the person on its suppression list.
-- rank: 340
-- class: register
-- override: none
-- law: GDPR Art. 21, PIPL Art. 15
-- en: On a partner's suppression list
-- zh-CN: 在合作方的抑制名单上
-- zh-CN meaning: 合作方已将此人列入其抑制名单。
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
  and lists.kind = 'partner'
  and (unlifted_denials.contact_key is null or contact_options.contact_key is not null)
