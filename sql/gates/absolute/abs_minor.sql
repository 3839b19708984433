-- The person is under age on the first day of the send window at some place where they may live, or the date of birth is a placeholder
-- or cannot be read; or the topic is for adults and no date of birth is known.
-- rank: 150
-- class: absolute
-- override: none
-- law: GDPR Art. 8, PIPL Art. 31
-- en: Minor, or date of birth unreadable
-- zh-CN: 未成年人或出生日期不可读
-- zh-CN meaning: 此人在发送窗口第一天未达到其可能居住地的成年年龄，或出生日期是占位值、无法识别；或主题仅限成年人而没有出生日期。
with
  strictest as (
    select
      ages.campaign_id,
      min(ages.born_by) as born_by,
      max(case when ages.needs_birth_date then 1 else 0 end) = 1 as needs_birth_date
    from run.ages
    group by ages.campaign_id
  ),

  -- Of several merged records the youngest date counts; without any date there is none.
  undated as (
    select
      candidates.campaign_id,
      candidates.person_id
    from gate.candidates
    inner join strictest on strictest.campaign_id = candidates.campaign_id and strictest.needs_birth_date
    inner join identity.people on people.person_id = candidates.person_id
    inner join personal.profiles on profiles.customer_id = people.customer_id
    group by candidates.campaign_id, candidates.person_id
    having max(profiles.birth_date) is null
  ),

  -- Whoever may be under age anywhere: few, of whom each campaign is asked.
  suspicious as (
    select
      people.person_id,
      profiles.customer_id,
      profiles.birth_date,
      profiles.is_birth_date_unreadable
        or coalesce(profiles.birth_date <= date '1900-01-01', false)
        or coalesce(profiles.birth_date in (date '1911-11-11', date '1970-01-01'), false) as is_no_date
    from personal.profiles
    inner join identity.people on people.customer_id = profiles.customer_id
    cross join (select min(strictest.born_by) as born_by from strictest) as earliest
    where profiles.is_birth_date_unreadable
      or profiles.birth_date > earliest.born_by
      or profiles.birth_date <= date '1900-01-01'
      or profiles.birth_date in (date '1911-11-11', date '1970-01-01')
  ),

  doubtful as (
    select
      candidates.campaign_id,
      candidates.person_id,
      suspicious.customer_id,
      suspicious.birth_date,
      suspicious.is_no_date,
      false as is_undated
    from gate.candidates
    inner join strictest on strictest.campaign_id = candidates.campaign_id
    inner join suspicious on suspicious.person_id = candidates.person_id
    union all
    select
      undated.campaign_id,
      undated.person_id,
      people.customer_id,
      cast(null as date) as birth_date,
      false as is_no_date,
      true as is_undated
    from undated
    inner join identity.people on people.person_id = undated.person_id
  )

select
  doubtful.campaign_id,
  doubtful.person_id,
  cast(null as varchar) as contact_key,
  doubtful.customer_id as evidence
from doubtful
left join gate.contact_options
  on contact_options.campaign_id = doubtful.campaign_id
  and contact_options.person_id = doubtful.person_id
left join gate.person_places on person_places.person_id = doubtful.person_id
inner join gate.place_laws on place_laws.place = coalesce(contact_options.place, person_places.place, '|ZZ|')
inner join run.ages
  on ages.campaign_id = doubtful.campaign_id
  and ages.law = place_laws.law
where doubtful.is_no_date
  or doubtful.birth_date > ages.born_by
  or (doubtful.is_undated and ages.needs_birth_date)
group by doubtful.campaign_id, doubtful.person_id, doubtful.customer_id
