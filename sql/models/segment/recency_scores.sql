-- The recency score of each distinct value, the most recent best.
-- Ranked, it is one plus the share of people strictly less recent, in bins; otherwise the edges decide. Equal values, equal scores.
-- grain: recency
-- grain holds: the values are grouped before they are numbered
with
  values_found as (
    select
      person_facts.recency,
      count(*) as people
    from segment.person_facts
    group by person_facts.recency
  ),

  placed as (
    select
      values_found.recency,
      values_found.people,
      sum(values_found.people) over (
        order by values_found.recency desc
        rows between unbounded preceding and current row
      ) - values_found.people as people_before,
      sum(values_found.people) over () as people_in_all
    from values_found
  ),

  edges as (
    select
      score_edges.edge,
      score_edges.is_inclusive
    from segment.score_edges
    where score_edges.dimension = 'recency'
  ),

  passed as (
    select
      values_found.recency,
      count(*) as edges
    from values_found
    inner join edges
      on cast(values_found.recency as double) > edges.edge
      or edges.is_inclusive and cast(values_found.recency as double) = edges.edge
    group by values_found.recency
  )

select
  placed.recency,
  cast(placed.people as bigint) as people,
  cast(
    case
      when score_rules.is_ranked
        then 1 + floor(cast(score_rules.bins as double) * cast(placed.people_before as double) / cast(placed.people_in_all as double))
      else 1 + edge_counts.edges - coalesce(passed.edges, 0)
    end
    as integer
  ) as r_score
from placed
inner join run.score_rules on score_rules.dimension = 'recency'
cross join (select count(*) as edges from edges) as edge_counts
left join passed on passed.recency = placed.recency
