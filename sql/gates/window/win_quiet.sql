-- The person named the hours in which they may be reached, and contacts of the campaign may happen at any hour of the day. Letters
-- come at no hour.
-- rank: 910
-- class: window
-- override: none
-- campaigns: marketing
-- law: PIPL Art. 24
-- en: Outside the person's own hours
-- zh-CN: 不在本人指定的时段内
-- zh-CN meaning: 此人指明了可以联系的时段，而本活动可能在一天中的任何时间联系。信件不受时段限制。
select
  preferences.campaign_id,
  preferences.person_id,
  cast(null as varchar) as contact_key,
  coalesce(preferences.event_id, preferences.key) as evidence
from gate.preferences
inner join run.campaigns on campaigns.campaign_id = preferences.campaign_id
where preferences.key = 'hours'
  and campaigns.channel <> 'post'
  and replace(preferences.value_word, ' ', '') <> '00:00-24:00'
