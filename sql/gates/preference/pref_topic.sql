-- The person named the topics they want to hear of, and the campaign's is not among them, or the campaign names none.
-- rank: 810
-- class: preference
-- override: none
-- campaigns: marketing
-- law: PIPL Art. 24
-- en: Prefers other topics
-- zh-CN: 偏好其他主题
-- zh-CN meaning: 此人指明了愿意了解的主题，而本活动的主题不在其中，或本活动没有写明主题。
select
  preferences.campaign_id,
  preferences.person_id,
  cast(null as varchar) as contact_key,
  coalesce(preferences.event_id, preferences.key) as evidence
from gate.preferences
inner join run.campaigns on campaigns.campaign_id = preferences.campaign_id
where preferences.key = 'topic'
  and strpos(preferences.words, '|*|') = 0
  and (
    campaigns.topic is null
    or strpos(preferences.words, '|' || lower(replace(campaigns.topic, ' ', '')) || '|') = 0
  )
