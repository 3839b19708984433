-- One more contact would exceed a frequency cap of the person at some moment: the campaign's, the project's or the person's own.
-- rank: 1210
-- class: allocation
-- override: user
-- campaigns: marketing
-- law: none
-- en: Frequency cap of the person
-- zh-CN: 达到个人联系频次上限
-- zh-CN meaning: 再联系一次，就会在某一时刻超过此人的频次上限：活动的、项目的或本人设定的。
select
  cap_breaches.campaign_id,
  cap_breaches.person_id,
  cap_breaches.contact_key,
  cap_breaches.evidence
from allocation.cap_breaches
where cap_breaches.scope = 'person'
  and cap_breaches.origin <> 'statutory'
  and cap_breaches.winner_campaign_id is null
