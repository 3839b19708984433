-- Where each person may live: the countries and states that their records and their postal addresses state, between bars. A country that
-- is no known one, and more than two different ones, are a place that nobody knows.
-- grain: person_id
-- materialized: table
with
  stated as (
    select
      people.person_id,
      coalesce(countries.place, 'ZZ') as country,
      states.state
    from identity.people
    inner join personal.profiles on profiles.customer_id = people.customer_id
    left join run.countries on countries.word = lower(trim(profiles.country))
    left join run.states
      on states.country = countries.place
      and states.word = lower(trim(profiles.region))
    where profiles.country is not null
    union all
    -- An American address ends in the state's two letters and the postal code.
    select
      people.person_id,
      coalesce(countries.place, 'ZZ') as country,
      states.state
    from identity.contact_points
    inner join identity.people on people.customer_id = contact_points.customer_id
    inner join personal.profiles on profiles.customer_id = contact_points.customer_id
    inner join staging.contact_points as given
      on given.file_id = contact_points.file_id
      and given.record_index = contact_points.record_index
    left join run.countries on countries.word = lower(trim(coalesce(given.country, profiles.country)))
    left join run.states
      on states.country = countries.place
      and states.word = regexp_extract(contact_points.contact_key, ' ([a-z]{2}) [0-9]{5}( |$)', 1)
    where contact_points.kind = 'address'
      and coalesce(given.country, profiles.country) is not null
  ),

  united as (
    select
      stated.person_id,
      min(stated.country) as first_country,
      max(stated.country) as last_country,
      min(stated.state) as first_state,
      max(stated.state) as last_state
    from stated
    group by stated.person_id
  ),

  -- More than two are neither the first nor the last.
  scattered as (
    select stated.person_id
    from stated
    inner join united on united.person_id = stated.person_id
    where (united.first_country <> united.last_country or united.first_state <> united.last_state)
      and (stated.country not in (united.first_country, united.last_country) or stated.state not in (united.first_state, united.last_state))
    group by stated.person_id
  )

select
  united.person_id,
  '|' || united.first_country || '|'
    || case when united.first_country <> united.last_country then '|' || united.last_country || '|' else '' end
    || case when united.first_state is not null then '|' || united.first_state || '|' else '' end
    || case when united.first_state <> united.last_state then '|' || united.last_state || '|' else '' end
    || case when scattered.person_id is not null then '|ZZ|' else '' end as place
from united
left join scattered on scattered.person_id = united.person_id
