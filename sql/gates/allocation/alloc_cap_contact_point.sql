-- One more contact would exceed a frequency cap of the contact point at some moment, whoever was reached through it.
-- rank: 1220
-- class: allocation
-- override: user
-- campaigns: marketing
-- law: none
-- en: Frequency cap of the contact point
-- zh-CN: 达到联系方式频次上限
-- zh-CN meaning: 再联系一次，就会在某一时刻超过该联系方式的频次上限，无论通过它联系的是谁。
select
  cap_breaches.campaign_id,
  cap_breaches.person_id,
  cap_breaches.contact_key,
  cap_breaches.evidence
from allocation.cap_breaches
where cap_breaches.scope = 'contact_point'
  and cap_breaches.origin <> 'statutory'
  and cap_breaches.winner_campaign_id is null
