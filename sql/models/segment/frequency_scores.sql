-- The frequency score of each distinct value; scored within each recency score when scores are nested.
-- Ranked, it is one plus the share of people strictly less frequent, in bins; otherwise the edges decide. Equal values, equal scores.
-- grain: within_r_score, frequency
-- grain holds: the values are grouped before they are numbered
with
  scored as (
    select
      case when parameters.is_nested then recency_scores.r_score else 0 end as within_r_score,
      person_facts.frequency
    from segment.person_facts
    cross join run.parameters
    left join segment.recency_scores on recency_scores.recency = person_facts.recency
  ),

  values_found as (
    select
      scored.within_r_score,
      scored.frequency,
      count(*) as people
    from scored
    group by scored.within_r_score, scored.frequency
  ),

  placed as (
    select
      values_found.within_r_score,
      values_found.frequency,
      values_found.people,
      sum(values_found.people) over (
        partition by values_found.within_r_score
        order by values_found.frequency
        rows between unbounded preceding and current row
      ) - values_found.people as people_before,
      sum(values_found.people) over (partition by values_found.within_r_score) as people_in_all
    from values_found
  ),

  edges as (
    select
      score_edges.edge,
      score_edges.is_inclusive
    from segment.score_edges
    where score_edges.dimension = 'frequency'
  ),

  passed as (
    select
      values_found.within_r_score,
      values_found.frequency,
      count(*) as edges
    from values_found
    inner join edges
      on cast(values_found.frequency as double) > edges.edge
      or edges.is_inclusive and cast(values_found.frequency as double) = edges.edge
    group by values_found.within_r_score, values_found.frequency
  )

select
  placed.within_r_score,
  placed.frequency,
  cast(placed.people as bigint) as people,
  cast(
    case
      when score_rules.is_ranked
        then 1 + floor(cast(score_rules.bins as double) * cast(placed.people_before as double) / cast(placed.people_in_all as double))
      else 1 + coalesce(passed.edges, 0)
    end
    as integer
  ) as f_score
from placed
inner join run.score_rules on score_rules.dimension = 'frequency'
left join passed
  on passed.frequency = placed.frequency
  and passed.within_r_score = placed.within_r_score
