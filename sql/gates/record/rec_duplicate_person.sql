-- Another customer record with the same name, date of birth and contact point is a candidate and comes first; or it has died, is under legal hold,
-- restricted or to be erased, a candidate or not. A test record never comes before another one.
-- rank: 610
-- class: record
-- override: none
-- law: GDPR Art. 5(1)(d), PIPL Art. 8
-- en: Duplicate of another record
-- zh-CN: 与另一记录重复
-- zh-CN meaning: 另一条姓名、出生日期和联系方式都相同的客户记录也是候选，且排在前面；或该记录已故、处于法律保全、限制处理或待删除状态，无论是否为候选。测试记录从不排在其他记录之前。
with
  -- Records alike are one human being: whichever of them says that nobody may be contacted says it of all.
  stopped as (
    select people.person_id
    from identity.people
    where people.is_deceased
      or people.has_legal_hold
      or people.is_restricted
      or people.is_erasure_pending
    union
    select kept_statuses.person_id
    from consent.kept_statuses
    where kept_statuses.word in ('deceased', 'legal_hold', 'restricted', 'erasure_pending')
  ),

  stopped_records as (
    select
      people.person_id,
      people.full_name,
      profiles.birth_date,
      contact_points.contact_key
    from stopped
    inner join identity.people on people.person_id = stopped.person_id
    inner join personal.profiles on profiles.customer_id = people.customer_id
    inner join identity.contact_points on contact_points.customer_id = people.customer_id
    where contact_points.is_valid
      and people.full_name is not null
      and profiles.birth_date is not null
  ),

  alike as (
    select
      people.person_id,
      min(stopped_records.person_id) as evidence
    from stopped_records
    inner join identity.contact_points on contact_points.contact_key = stopped_records.contact_key
    inner join identity.people
      on people.customer_id = contact_points.customer_id
      and people.full_name = stopped_records.full_name
      and people.person_id <> stopped_records.person_id
    inner join personal.profiles
      on profiles.customer_id = people.customer_id
      and profiles.birth_date = stopped_records.birth_date
    where contact_points.is_valid
    group by people.person_id
  ),

  tests as (
    select people.person_id
    from identity.people
    where people.is_test
    union
    select kept_statuses.person_id
    from consent.kept_statuses
    where kept_statuses.word = 'test'
  ),

  described as (
    select
      contact_options.campaign_id,
      contact_options.person_id,
      contact_options.contact_key,
      people.full_name,
      profiles.birth_date,
      tests.person_id is not null as is_test
    from gate.contact_options
    inner join identity.people on people.person_id = contact_options.person_id and people.is_speaker
    inner join personal.profiles on profiles.customer_id = people.customer_id
    left join stopped on stopped.person_id = contact_options.person_id
    left join alike on alike.person_id = contact_options.person_id
    left join tests on tests.person_id = contact_options.person_id
    where contact_options.is_valid
      and people.full_name is not null
      and profiles.birth_date is not null
      and stopped.person_id is null
      and alike.person_id is null
  ),

  firsts as (
    select
      described.campaign_id,
      described.contact_key,
      described.full_name,
      described.birth_date,
      coalesce(min(case when not described.is_test then described.person_id end), min(described.person_id)) as person_id
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
union all
select
  candidates.campaign_id,
  candidates.person_id,
  cast(null as varchar) as contact_key,
  alike.evidence
from gate.candidates
inner join alike on alike.person_id = candidates.person_id
