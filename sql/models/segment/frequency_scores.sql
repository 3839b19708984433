-- The frequency score of each distinct value: one plus the share of people strictly less frequent, in bins. Equal values, equal scores.
-- grain: frequency
-- grain holds: the values are grouped before they are numbered
with
  values_found as (
    select
      person_facts.frequency,
      count(*) as people
    from segment.person_facts
    group by person_facts.frequency
  ),

  placed as (
    select
      values_found.frequency,
      values_found.people,
      sum(values_found.people) over (
        order by values_found.frequency rows between unbounded preceding and current row
      ) - values_found.people as people_before,
      sum(values_found.people) over () as people_in_all
    from values_found
  )

select
  placed.frequency,
  cast(placed.people as bigint) as people,
  cast(1 + floor(cast(parameters.bins as double) * cast(placed.people_before as double) / cast(placed.people_in_all as double)) as integer) as f_score
from placed
cross join run.parameters
