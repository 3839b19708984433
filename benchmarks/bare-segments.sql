-- segments: facts, scores and segments of everybody, in one statement over the loaded transactions
create table segments as
with
  facts as (
    select
      customer_id,
      date_diff('day', max(ordered_date) filter (where kind = 'sale'), date '2026-11-01') as recency_days,
      date_diff('day', min(ordered_date) filter (where kind = 'sale'), date '2026-11-01') as first_days,
      count(*) filter (where kind = 'sale') as frequency,
      sum(amount) as monetary
    from read_parquet('{data}/reports-project/.gatekeeper/cache/transactions/*.parquet')
    where ordered_at < timestamp '2026-10-31 16:00:00' and customer_id is not null
    group by customer_id
    having frequency > 0
  ),
  recency as (
    select recency_days, 1 + cast(floor(5 * (sum(count(*)) over (order by recency_days desc) - count(*)) / sum(count(*)) over ()) as int) as r_score
    from facts
    group by recency_days
  ),
  frequencies as (
    select frequency, 1 + cast(floor(5 * (sum(count(*)) over (order by frequency) - count(*)) / sum(count(*)) over ()) as int) as f_score
    from facts
    group by frequency
  ),
  amounts as (
    select monetary, 1 + cast(floor(5 * (sum(count(*)) over (order by monetary) - count(*)) / sum(count(*)) over ()) as int) as m_score
    from facts
    group by monetary
  ),
  longest as (select max(recency_days) as days from recency where r_score = 5)
select
  customer_id as person_id,
  recency_days,
  frequency,
  monetary,
  r_score,
  f_score,
  m_score,
  case
    when r_score = 5 and f_score >= 4 then 'champions'
    when r_score >= 3 and f_score >= 4 then 'loyal_customers'
    when r_score >= 4 and f_score >= 2 then 'potential_loyalists'
    when r_score = 5 and first_days <= days then 'new_customers'
    when r_score >= 4 then 'promising'
    when r_score = 3 and f_score = 3 then 'need_attention'
    when r_score = 3 then 'about_to_sleep'
    when f_score = 5 then 'cant_lose'
    when f_score >= 3 then 'at_risk'
    else 'hibernating'
  end as segment_id
from facts
join recency using (recency_days)
join frequencies using (frequency)
join amounts using (monetary)
cross join longest;

-- write: for the comparison
copy segments to '{out}/segments.parquet' (format parquet)
