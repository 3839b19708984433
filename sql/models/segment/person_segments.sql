-- Each person's facts, scores and segment: what later runs compare with and proofs read. A person is new when their first order
-- lies in the same recency class as their last; whoever comes back after a long time is not.
-- grain: person_id
-- grain holds: facts are unique by person, scores by value, and the map names each cell once
with
  recency_classes as (
    select
      recency_scores.r_score,
      max(recency_scores.recency) as longest_recency
    from segment.recency_scores
    group by recency_scores.r_score
  ),

  scored as (
    select
      person_facts.*,
      recency_scores.r_score,
      frequency_scores.f_score,
      monetary_scores.m_score,
      person_facts.recency + date_diff('day', person_facts.first_order_date, person_facts.last_order_date)
        <= recency_classes.longest_recency as is_new
    from segment.person_facts
    cross join run.parameters
    inner join segment.recency_scores on recency_scores.recency = person_facts.recency
    inner join recency_classes on recency_classes.r_score = recency_scores.r_score
    inner join segment.frequency_scores
      on frequency_scores.frequency = person_facts.frequency
      and frequency_scores.within_r_score = case when parameters.is_nested then recency_scores.r_score else 0 end
    inner join segment.monetary_scores
      on monetary_scores.monetary = person_facts.monetary
      and monetary_scores.within_r_score = case when parameters.is_nested then recency_scores.r_score else 0 end
      and monetary_scores.within_f_score = case when parameters.is_nested then frequency_scores.f_score else 0 end
  )

select
  scored.person_id,
  scored.recency_days,
  scored.recency,
  scored.frequency,
  scored.monetary,
  scored.orders,
  scored.lines,
  scored.revenue,
  scored.refunds,
  scored.first_order_date,
  scored.last_order_date,
  scored.r_score,
  scored.f_score,
  scored.m_score,
  scored.is_new,
  segment_cells.segment_id
from scored
inner join run.segment_cells
  on segment_cells.r_score = scored.r_score
  and segment_cells.f_score = scored.f_score
  and segment_cells.m_score = scored.m_score
  and segment_cells.is_new = scored.is_new
