-- The time zones that each person's records state, between bars; more than two different ones are none that can be read.
-- grain: person_id
-- materialized: view
with
  stated as (
    select
      people.person_id,
      min(trim(profiles.time_zone)) as first_zone,
      max(trim(profiles.time_zone)) as last_zone,
      count(distinct trim(profiles.time_zone)) as zones
    from identity.people
    inner join personal.profiles on profiles.customer_id = people.customer_id
    where profiles.time_zone is not null
    group by people.person_id
  )

select
  stated.person_id,
  '|' || stated.first_zone || '|'
    || case when stated.zones > 1 then '|' || stated.last_zone || '|' else '' end
    || case when stated.zones > 2 then '|?|' else '' end as zones
from stated
