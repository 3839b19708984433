-- The person wants to be left alone until a day that is not over when the send window begins, or that cannot be read.
-- rank: 830
-- class: preference
-- override: none
-- campaigns: marketing
-- law: PIPL Art. 24
-- en: Contact paused
-- zh-CN: 暂停联系
select
  preferences.campaign_id,
  preferences.person_id,
  cast(null as varchar) as contact_key,
  coalesce(preferences.event_id, preferences.key) as evidence
from gate.preferences
inner join run.campaigns on campaigns.campaign_id = preferences.campaign_id
where preferences.key = 'pause_until'
  and (preferences.paused_until_at is null or preferences.paused_until_at > campaigns.send_from_at)
