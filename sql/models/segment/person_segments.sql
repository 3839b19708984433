-- Each person's facts, scores and segment: what later runs compare with and proofs read. A person is new when their first order
-- lies in the same recency class as their last; whoever comes back after a long time is not.
-- grain: person_id
-- grain holds: facts are unique by person, scores by value, and the map names each cell once
with
  recency_classes as (
    select
      recency_scores.r_score,
      max(recency_scores.recency_days) as longest_recency_days
    from segment.recency_scores
    group by recency_scores.r_score
  ),

  scored as (
    select
      person_facts.person_id,
      person_facts.recency_days,
      person_facts.frequency,
      person_facts.monetary,
      person_facts.first_order_date,
      person_facts.last_order_date,
      recency_scores.r_score,
      frequency_scores.f_score,
      monetary_scores.m_score,
      person_facts.recency_days + date_diff('day', person_facts.first_order_date, person_facts.last_order_date)
        <= recency_classes.longest_recency_days as is_new
    from segment.person_facts
    inner join segment.recency_scores on recency_scores.recency_days = person_facts.recency_days
    inner join recency_classes on recency_classes.r_score = recency_scores.r_score
    inner join segment.frequency_scores on frequency_scores.frequency = person_facts.frequency
    inner join segment.monetary_scores on monetary_scores.monetary = person_facts.monetary
  )

select
  scored.person_id,
  scored.recency_days,
  scored.frequency,
  scored.monetary,
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
