-- No moment of the send window lies in the hours of the law, of the campaign and of the person's own wishes; or the list does not tell these
-- hours, and contacts may come at others; or the list that is released tells hours that no longer are these.
-- rank: 910
-- class: window
-- override: none
-- law: 47 CFR 64.1200(c)(1), Code de la consommation Art. D223-9, PIPL Art. 24
-- en: Outside the hours allowed
-- zh-CN: 不在允许的时段内
-- zh-CN meaning: 发送窗口内没有同时符合法律、本活动和本人意愿的时段；或名单没有写明这些时段，而联系可能在其他时段进行；或发布的名单所写的时段已不是这些时段。
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
left join run.staged_options
  on staged_options.campaign_id = option_hours.campaign_id
  and staged_options.person_id = option_hours.person_id
  and staged_options.contact_key = option_hours.contact_key
where contact_hours.verdict = 'outside_hours'
  or (
    contact_hours.verdict = 'open'
    and contact_hours.contact_hours <> staged_options.contact_hours
  )
