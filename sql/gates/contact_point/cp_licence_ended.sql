-- The person or the contact point is known from bought-in lists only, and their licence ends before the send window does.
-- rank: 740
-- class: contact_point
-- override: none
-- law: GDPR Art. 6, PIPL Art. 13 and 23
-- en: Licence of the bought-in list has ended
-- zh-CN: 购入名单的许可已到期
-- zh-CN meaning: 此人或该联系方式仅见于购入名单，而其许可在发送窗口结束之前到期。
select
  contact_options.campaign_id,
  contact_options.person_id,
  contact_options.contact_key,
  'licensed until ' || cast(contact_options.licensed_until as varchar) as evidence
from gate.contact_options
inner join run.campaigns on campaigns.campaign_id = contact_options.campaign_id
where contact_options.licensed_until < campaigns.send_to_date
