-- The recency score of each distinct value: one plus the share of people strictly less recent, in bins. Equal values, equal scores.
-- grain: recency_days
-- grain holds: the values are grouped before they are numbered
with
  values_found as (
    select
      person_facts.recency_days,
      count(*) as people
    from segment.person_facts
    group by person_facts.recency_days
  ),

  placed as (
    select
      values_found.recency_days,
      values_found.people,
      sum(values_found.people) over (
        order by values_found.recency_days desc rows between unbounded preceding and current row
      ) - values_found.people as people_before,
      sum(values_found.people) over () as people_in_all
    from values_found
  )

select
  placed.recency_days,
  cast(placed.people as bigint) as people,
  cast(1 + floor(cast(parameters.bins as double) * cast(placed.people_before as double) / cast(placed.people_in_all as double)) as integer) as r_score
from placed
cross join run.parameters
