-- The person wants to be left alone until a day that is not over when the send window begins, or that cannot be read.
-- rank: 830
-- class: preference
-- override: none
-- campaigns: marketing
-- law: PIPL Art. 24
-- en: Contact paused
-- zh-CN: 暂停联系
-- zh-CN meaning: 此人希望在某日之前不被打扰，而发送窗口开始时该日尚未过去，或该日无法识别。
select
  preferences.campaign_id,
  preferences.person_id,
  cast(null as varchar) as contact_key,
  coalesce(preferences.event_id, preferences.key) as evidence
from gate.preferences
inner join run.campaigns on campaigns.campaign_id = preferences.campaign_id
where preferences.key = 'pause_until'
  and (preferences.paused_until_at is null or preferences.paused_until_at > campaigns.send_from_at)
