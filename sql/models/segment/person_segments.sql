-- Each person's facts, scores and segment: what later runs compare with and proofs read.
-- grain: person_id
-- grain holds: facts are unique by person, scores by value, and the map names each cell once
select
  person_facts.person_id,
  person_facts.recency_days,
  person_facts.recency,
  person_facts.frequency,
  person_facts.monetary,
  person_facts.orders,
  person_facts.lines,
  person_facts.revenue,
  person_facts.first_order_date,
  person_facts.last_order_date,
  recency_scores.r_score,
  frequency_scores.f_score,
  monetary_scores.m_score,
  segment_cells.segment_id
from segment.person_facts
cross join run.parameters
inner join segment.recency_scores on recency_scores.recency = person_facts.recency
inner join segment.frequency_scores
  on frequency_scores.frequency = person_facts.frequency
  and frequency_scores.within_r_score = case when parameters.is_nested then recency_scores.r_score else 0 end
inner join segment.monetary_scores
  on monetary_scores.monetary = person_facts.monetary
  and monetary_scores.within_r_score = case when parameters.is_nested then recency_scores.r_score else 0 end
  and monetary_scores.within_f_score = case when parameters.is_nested then frequency_scores.f_score else 0 end
inner join run.segment_cells
  on segment_cells.r_score = recency_scores.r_score
  and segment_cells.f_score = frequency_scores.f_score
  and segment_cells.m_score = monetary_scores.m_score
