-- The contact point is known to be dead, also from an earlier file that none since contradicts, bounced when it was last used, or is held for only a part of the send window.
-- rank: 730
-- class: contact_point
-- override: none
-- law: GDPR Art. 5(1)(d), PIPL Art. 8
-- en: Contact point is dead
-- zh-CN: 联系方式已失效
-- zh-CN meaning: 该联系方式已确知失效（包括较早文件所述且此后无文件否定的），或只在发送窗口的一部分时间内属于此人。
select
  contact_options.campaign_id,
  contact_options.person_id,
  contact_options.contact_key,
  contact_options.contact_key as evidence
from gate.contact_options
inner join run.campaigns on campaigns.campaign_id = contact_options.campaign_id
left join consent.dead_points on dead_points.contact_key = contact_options.contact_key
left join consent.kept_statuses
  on kept_statuses.person_id = contact_options.person_id
  and kept_statuses.contact_key = contact_options.contact_key
where contact_options.is_dead
  or kept_statuses.contact_key is not null
  or dead_points.contact_key is not null
  or contact_options.held_until < campaigns.send_to_date
  or contact_options.held_from > campaigns.send_from_date
