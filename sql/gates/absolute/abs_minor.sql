-- The person is under eighteen on the first day of the send window, or the date of birth is a placeholder or cannot be read.
-- rank: 150
-- class: absolute
-- override: none
-- law: GDPR Art. 8, PIPL Art. 31
-- en: Minor, or date of birth unreadable
-- zh-CN: 未成年人或出生日期不可读
-- zh-CN meaning: 此人在发送窗口第一天未满十八岁，或出生日期是占位值、无法识别。
select
  candidates.campaign_id,
  candidates.person_id,
  cast(null as varchar) as contact_key,
  profiles.customer_id as evidence
from gate.candidates
inner join run.campaigns on campaigns.campaign_id = candidates.campaign_id
inner join identity.people on people.person_id = candidates.person_id
inner join personal.profiles on profiles.customer_id = people.customer_id
where (profiles.is_birth_date_unreadable or profiles.birth_date is not null)
  and (
    profiles.is_birth_date_unreadable
    or profiles.birth_date > cast(campaigns.send_from_date - interval '18' year as date)
    or profiles.birth_date <= date '1900-01-01'
    or profiles.birth_date in (date '1911-11-11', date '1970-01-01')
  )
