-- The person has no contact point of the kind this channel needs.
-- rank: 710
-- class: contact_point
-- override: none
-- law: none
-- en: No contact point for this channel
-- zh-CN: 没有该渠道的联系方式
-- zh-CN meaning: 此人没有该渠道所需类型的联系方式。
select
  candidates.campaign_id,
  candidates.person_id,
  cast(null as varchar) as contact_key,
  candidates.person_id as evidence
from gate.candidates
left join gate.contact_options
  on contact_options.campaign_id = candidates.campaign_id
  and contact_options.person_id = candidates.person_id
where contact_options.person_id is null
