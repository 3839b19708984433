-- Nobody knows the person's time zone, and no moment of the send window is within the hours in all zones where they may live.
-- rank: 930
-- class: window
-- override: none
-- law: 47 CFR 64.1200(c)(1), Code de la consommation Art. D223-9
-- en: Time zone unknown
-- zh-CN: 时区未知
-- zh-CN meaning: 无人知道此人的时区，而在其可能居住的所有时区中没有共同的允许时段。
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
where contact_hours.verdict = 'zone_unknown'
