-- Holidays close the hours that the law allows: all of them, or some that the list does not tell about.
-- rank: 920
-- class: window
-- override: none
-- law: Code de la consommation Art. D223-9
-- en: Closed on holidays
-- zh-CN: 节假日不得联系
-- zh-CN meaning: 法律允许的时段因节假日而关闭：全部关闭，或其中一部分而名单没有写明。
select
  option_hours.campaign_id,
  option_hours.person_id,
  option_hours.contact_key,
  coalesce(option_hours.wish_id, option_hours.place) as evidence
from gate.option_hours
inner join gate.contact_hours
  on contact_hours.campaign_id = option_hours.campaign_id
  and contact_hours.place = option_hours.place
  and contact_hours.zones = option_hours.zones
  and contact_hours.wishes = option_hours.wishes
where contact_hours.verdict = 'holiday'
