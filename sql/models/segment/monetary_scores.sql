-- The monetary score of each distinct value; scored within each recency and frequency score when scores are nested.
-- Ranked, it is one plus the share of people strictly of less value, in bins; otherwise the edges decide. Equal values, equal scores.
-- grain: within_r_score, within_f_score, monetary
-- grain holds: the values are grouped before they are numbered
with
  scored as (
    select
      case when parameters.is_nested then recency_scores.r_score else 0 end as within_r_score,
      case when parameters.is_nested then frequency_scores.f_score else 0 end as within_f_score,
      person_facts.monetary
    from segment.person_facts
    cross join run.parameters
    left join segment.recency_scores on recency_scores.recency = person_facts.recency
    left join segment.frequency_scores
      on frequency_scores.frequency = person_facts.frequency
      and frequency_scores.within_r_score = case when parameters.is_nested then recency_scores.r_score else 0 end
  ),

  values_found as (
    select
      scored.within_r_score,
      scored.within_f_score,
      scored.monetary,
      count(*) as people
    from scored
    group by scored.within_r_score, scored.within_f_score, scored.monetary
  ),

  placed as (
    select
      values_found.within_r_score,
      values_found.within_f_score,
      values_found.monetary,
      values_found.people,
      sum(values_found.people) over (
        partition by values_found.within_r_score, values_found.within_f_score
        order by values_found.monetary
        rows between unbounded preceding and current row
      ) - values_found.people as people_before,
      sum(values_found.people) over (partition by values_found.within_r_score, values_found.within_f_score) as people_in_all
    from values_found
  ),

  edges as (
    select
      score_edges.edge,
      score_edges.is_inclusive
    from segment.score_edges
    where score_edges.dimension = 'monetary'
  ),

  passed as (
    select
      values_found.within_r_score,
      values_found.within_f_score,
      values_found.monetary,
      count(*) as edges
    from values_found
    inner join edges
      on cast(values_found.monetary as double) > edges.edge
      or edges.is_inclusive and cast(values_found.monetary as double) = edges.edge
    group by values_found.within_r_score, values_found.within_f_score, values_found.monetary
  )

select
  placed.within_r_score,
  placed.within_f_score,
  placed.monetary,
  cast(placed.people as bigint) as people,
  cast(
    case
      when score_rules.is_ranked
        then 1 + floor(cast(score_rules.bins as double) * cast(placed.people_before as double) / cast(placed.people_in_all as double))
      else 1 + coalesce(passed.edges, 0)
    end
    as integer
  ) as m_score
from placed
inner join run.score_rules on score_rules.dimension = 'monetary'
left join passed
  on passed.monetary = placed.monetary
  and passed.within_r_score = placed.within_r_score
  and passed.within_f_score = placed.within_f_score
