-- The value at which the better of two neighbouring scores begins, numbered from the worst score up. Of a rank it is the worst value that
-- has the better score, or a still better one where nobody has it; otherwise the edge that decides. Nested ranks have edges of their own
-- within each score above; 0 stands for all.
-- grain: dimension, within_r_score, within_f_score, edge
-- grain holds: ranks are grouped by score, and other edges have one place each
-- on demand: yes
with
  -- What is better is greater: days since the last order count backwards.
  classes as (
    select
      'recency' as dimension,
      0 as within_r_score,
      0 as within_f_score,
      recency_scores.r_score as score,
      cast(min(-recency_scores.recency) as double) as worst
    from segment.recency_scores
    group by recency_scores.r_score
    union all
    select
      'frequency' as dimension,
      frequency_scores.within_r_score,
      0 as within_f_score,
      frequency_scores.f_score as score,
      cast(min(frequency_scores.frequency) as double) as worst
    from segment.frequency_scores
    group by frequency_scores.within_r_score, frequency_scores.f_score
    union all
    select
      'monetary' as dimension,
      monetary_scores.within_r_score,
      monetary_scores.within_f_score,
      monetary_scores.m_score as score,
      cast(min(monetary_scores.monetary) as double) as worst
    from segment.monetary_scores
    group by monetary_scores.within_r_score, monetary_scores.within_f_score, monetary_scores.m_score
  ),

  levels as (
    select 'recency' as dimension, segment_cells.r_score as score
    from run.segment_cells
    group by segment_cells.r_score
    union all
    select 'frequency' as dimension, segment_cells.f_score as score
    from run.segment_cells
    group by segment_cells.f_score
    union all
    select 'monetary' as dimension, segment_cells.m_score as score
    from run.segment_cells
    group by segment_cells.m_score
  ),

  ranked as (
    select
      classes.dimension,
      classes.within_r_score,
      classes.within_f_score,
      levels.score - 1 as edge,
      min(classes.worst) as worst
    from run.score_rules
    inner join levels on levels.dimension = score_rules.dimension
    inner join classes on classes.dimension = levels.dimension and classes.score >= levels.score
    where score_rules.is_ranked
      and levels.score > 1
    group by classes.dimension, classes.within_r_score, classes.within_f_score, levels.score
  )

select
  ranked.dimension,
  ranked.within_r_score,
  ranked.within_f_score,
  ranked.edge,
  case when ranked.dimension = 'recency' then 0 - ranked.worst else ranked.worst end as value
from ranked
union all
select
  score_edges.dimension,
  0 as within_r_score,
  0 as within_f_score,
  case when score_edges.dimension = 'recency' then score_rules.bins - score_edges.place else score_edges.place end as edge,
  score_edges.edge as value
from segment.score_edges
inner join run.score_rules on score_rules.dimension = score_edges.dimension
where not score_rules.is_ranked
