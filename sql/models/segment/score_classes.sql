-- What each score stands for: how many people have it, from which value to which, and how many share one value at most.
-- grain: dimension, score
-- grain holds: each of the three is grouped by score
select
  'recency' as dimension,
  recency_scores.r_score as score,
  cast(sum(recency_scores.people) as bigint) as people,
  max(recency_scores.people) as largest_tie,
  cast(min(recency_scores.recency) as decimal(38, 4)) as lowest,
  cast(max(recency_scores.recency) as decimal(38, 4)) as highest
from segment.recency_scores
group by recency_scores.r_score
union all
select
  'frequency' as dimension,
  frequency_scores.f_score as score,
  cast(sum(frequency_scores.people) as bigint) as people,
  max(frequency_scores.people) as largest_tie,
  cast(min(frequency_scores.frequency) as decimal(38, 4)) as lowest,
  cast(max(frequency_scores.frequency) as decimal(38, 4)) as highest
from segment.frequency_scores
group by frequency_scores.f_score
union all
select
  'monetary' as dimension,
  monetary_scores.m_score as score,
  cast(sum(monetary_scores.people) as bigint) as people,
  max(monetary_scores.people) as largest_tie,
  cast(min(monetary_scores.monetary) as decimal(38, 4)) as lowest,
  cast(max(monetary_scores.monetary) as decimal(38, 4)) as highest
from segment.monetary_scores
group by monetary_scores.m_score
