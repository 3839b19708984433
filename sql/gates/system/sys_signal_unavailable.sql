-- A suppression list that must be asked about this contact point has no rows or is too old, and the project refuses whom it is about in place of the
-- run, which is whoever may live in the country that the list is of, or anywhere, and everybody where it is of none.
-- rank: 1510
-- class: system
-- override: none
-- law: GDPR Art. 5(2)
-- en: A list that must be asked is unavailable
-- zh-CN: 必须核对的名单不可用
-- zh-CN meaning: 就该联系方式必须核对的拒绝联系名单缺失、为空或过旧，而项目规定此时拒绝名单所涉人员，而非拒绝整个运行。
select
  contact_options.campaign_id,
  contact_options.person_id,
  contact_options.contact_key,
  unavailable_lists.list_id || ': ' || unavailable_lists.fault as evidence
from gate.contact_options
inner join run.unavailable_lists on unavailable_lists.campaign_id = contact_options.campaign_id
where unavailable_lists.place is null
  or strpos(contact_options.place, '|' || unavailable_lists.place || '|') > 0
  or strpos(contact_options.place, '|ZZ|') > 0
