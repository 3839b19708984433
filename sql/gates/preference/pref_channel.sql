-- The person prefers other channels, does not want this one, or said which in words that cannot be read.
-- rank: 820
-- class: preference
-- override: none
-- campaigns: marketing
-- law: PIPL Art. 24
-- en: Prefers other channels
-- zh-CN: 偏好其他联系渠道
-- zh-CN meaning: 此人偏好其他渠道、不愿通过本渠道联系，或其渠道偏好的写法无法识别。
select
  preferences.campaign_id,
  preferences.person_id,
  cast(null as varchar) as contact_key,
  coalesce(preferences.event_id, preferences.key) as evidence
from gate.preferences
inner join run.campaigns on campaigns.campaign_id = preferences.campaign_id
left join run.yes_words on yes_words.word = preferences.value_word
where preferences.key = 'channel'
  and case
    -- About one channel it is yes or no; about all of them it is the list of those that are wanted.
    when preferences.channel is not null then yes_words.word is null
    when not matches(preferences.words, '([|](call|automated_call|sms|email|post|visit|[*]))+[|]') then true
    else strpos(preferences.words, '|*|') = 0 and strpos(preferences.words, '|' || campaigns.channel || '|') = 0
  end
