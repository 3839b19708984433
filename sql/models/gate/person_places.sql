-- Where each person may live, between bars: the countries and states that their records and their postal addresses state (stated_place),
-- and with them every country of the calling codes of their telephones. A country that is no known one, more than two different ones, and
-- more than two calling codes are a place that nobody knows. An area code only adds to the states that are stated: of a country whose state
-- nobody states, all states may bind.
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
  ),

  written as (
    select
      united.person_id,
      '|' || united.first_country || '|'
        || case when united.first_country <> united.last_country then '|' || united.last_country || '|' else '' end
        || case when united.first_state is not null then '|' || united.first_state || '|' else '' end
        || case when united.first_state <> united.last_state then '|' || united.last_state || '|' else '' end
        || case when scattered.person_id is not null then '|ZZ|' else '' end as place
    from united
    left join scattered on scattered.person_id = united.person_id
  ),

  -- Most numbers are of the very country that their record states, and add nothing.
  numbers as (
    select
      people.person_id,
      calling_codes.place,
      area_codes.place as states
    from identity.contact_points
    inner join personal.profiles on profiles.customer_id = contact_points.customer_id
    inner join identity.people on people.customer_id = contact_points.customer_id
    inner join run.calling_codes on calling_codes.countries = contact_points.countries
    left join run.area_codes
      on area_codes.area_code = case when starts_with(contact_points.contact_key, 'phone:+1') then substr(contact_points.contact_key, 9, 3) end
    left join written on written.person_id = people.person_id
    where contact_points.kind = 'phone'
      and contact_points.is_valid
      and not contact_points.is_dead
      and lower(contact_points.countries) <> coalesce(lower(trim(profiles.country)), '')
      and strpos(coalesce(written.place, ''), calling_codes.place) = 0
  ),

  called as (
    select
      numbers.person_id,
      min(numbers.place) as first_place,
      max(numbers.place) as last_place,
      min(numbers.states) as first_states,
      max(numbers.states) as last_states
    from numbers
    group by numbers.person_id
  ),

  -- More than two are neither the first nor the last.
  scattered_numbers as (
    select numbers.person_id
    from numbers
    inner join called on called.person_id = numbers.person_id
    where numbers.place not in (called.first_place, called.last_place)
      or numbers.states not in (called.first_states, called.last_states)
    group by numbers.person_id
  )

select
  coalesce(written.person_id, called.person_id) as person_id,
  written.place as stated_place,
  coalesce(written.place, '')
    || coalesce(called.first_place, '')
    || case when called.first_place <> called.last_place then called.last_place else '' end
    || case when strpos(written.place, substr(called.first_states, 1, 4)) > 0 then called.first_states else '' end
    || case when called.first_states <> called.last_states and strpos(written.place, substr(called.last_states, 1, 4)) > 0 then called.last_states else '' end
    || case when scattered_numbers.person_id is not null then '|ZZ|' else '' end as place
from written
full join called on called.person_id = written.person_id
left join scattered_numbers on scattered_numbers.person_id = called.person_id
