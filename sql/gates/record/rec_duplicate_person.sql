-- Another customer record with the same name, date of birth and contact point is a candidate and comes first.
-- rank: 610
-- class: record
-- override: none
-- law: GDPR Art. 5(1)(d), PIPL Art. 8
-- en: Duplicate of another record
-- zh-CN: 与另一记录重复
-- zh-CN meaning: 另一条姓名、出生日期和联系方式都相同的客户记录也是候选，且排在前面。
with
  described as (
    select
      contact_options.campaign_id,
      contact_options.person_id,
      contact_options.contact_key,
      people.full_name,
      profiles.birth_date
    from gate.contact_options
    inner join identity.people on people.person_id = contact_options.person_id and people.is_speaker
    inner join personal.profiles on profiles.customer_id = people.customer_id
    where contact_options.is_valid
      and people.full_name is not null
      and profiles.birth_date is not null
  ),

  firsts as (
    select
      described.campaign_id,
      described.contact_key,
      described.full_name,
      described.birth_date,
      min(described.person_id) as person_id
    from described
    group by described.campaign_id, described.contact_key, described.full_name, described.birth_date
    having count(*) > 1
  )

select
  described.campaign_id,
  described.person_id,
  cast(null as varchar) as contact_key,
  firsts.person_id as evidence
from described
inner join firsts
  on firsts.campaign_id = described.campaign_id
  and firsts.contact_key = described.contact_key
  and firsts.full_name = described.full_name
  and firsts.birth_date = described.birth_date
where described.person_id <> firsts.person_id
