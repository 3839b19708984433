-- One more contact would exceed a frequency cap of the law at some moment, of the person or of the contact point.
-- rank: 1205
-- class: allocation
-- override: none
-- campaigns: marketing
-- law: Fla. Stat. 501.616(6)(b), Décret 2022-1313
-- en: Frequency cap of the law
-- zh-CN: 达到法定联系频次上限
-- zh-CN meaning: 再联系一次，就会在某一时刻超过法律规定的对此人或该联系方式的频次上限。
select
  cap_breaches.campaign_id,
  cap_breaches.person_id,
  cap_breaches.contact_key,
  cap_breaches.evidence
from allocation.cap_breaches
where cap_breaches.origin = 'statutory'
  and cap_breaches.winner_campaign_id is null
