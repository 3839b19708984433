-- macro: facts, scores and segments of everybody at a moment, in one statement over the loaded transactions
create macro segments_at(until_day, until_at) as table
with
  facts as (
    select
      customer_id,
      date_diff('day', max(ordered_date) filter (where kind = 'sale'), until_day) as recency_days,
      date_diff('day', min(ordered_date) filter (where kind = 'sale'), until_day) as first_days,
      count(*) filter (where kind = 'sale') as frequency,
      sum(amount) as monetary
    from read_parquet('{data}/reports-project/.gatekeeper/cache/transactions/*.parquet')
    where ordered_at < until_at and customer_id is not null
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

-- segments: those of the as-of moment
create table segments as
from segments_at(date '2026-11-01', timestamp '2026-10-31 16:00:00');

-- reports: the cells of reports by segment, channel, category, cohort, purchase status, due and revenue group
create table cells as
with
  sales as (
    select customer_id, transaction_id, ordered_at, ordered_date, channel, category
    from read_parquet('{data}/reports-project/.gatekeeper/cache/transactions/*.parquet')
    where kind = 'sale' and ordered_at < timestamp '2026-10-31 16:00:00' and customer_id is not null
  ),
  histories as (
    select
      customer_id as person_id,
      min(ordered_date) as first_date,
      max(ordered_at) as last_at,
      list_sort(list(ordered_date)) as days
    from sales
    group by customer_id
  ),
  last_lines as (
    select person_id, arg_max({'channel': channel, 'category': category}, transaction_id) as last_line
    from sales
    join (select person_id, last_at from histories where last_at is not null) on person_id = customer_id and last_at = ordered_at
    group by person_id
  ),
  cut as (
    select person_id, first_date, days, list_filter(days, lambda each_day: each_day < date '2026-10-01') as days_before
    from histories
  ),
  gaps as (
    select
      person_id,
      first_date,
      days[-1] as last_date,
      days_before[-1] as last_date_before,
      list_filter(list_transform(range(2, len(days) + 1), lambda place: days[place] - days[place - 1]), lambda gap: gap > 0) as gaps,
      list_filter(
        list_transform(range(2, len(days_before) + 1), lambda place: days_before[place] - days_before[place - 1]),
        lambda gap: gap > 0
      ) as gaps_before
    from cut
  ),
  own_rhythms as (
    select
      person_id,
      segment_id,
      frequency,
      monetary,
      recency_days,
      r_score,
      f_score,
      m_score,
      first_date,
      last_date,
      last_date_before,
      case when len(gaps) >= 2 then list_median(gaps) end as own_gap,
      case when len(gaps_before) >= 2 then list_median(gaps_before) end as own_gap_before
    from gaps
    join segments using (person_id)
  ),
  segment_rhythms as (
    select segment_id, median(own_gap) as gap, median(own_gap_before) as gap_before
    from own_rhythms
    group by segment_id
  ),
  all_rhythms as (select median(own_gap) as gap, median(own_gap_before) as gap_before from own_rhythms),
  people as (
    select
      own_rhythms.*,
      last_line,
      last_date >= date '2026-10-01' as has_bought,
      coalesce(own_gap, segment_rhythms.gap, all_rhythms.gap) as gap,
      coalesce(own_gap_before, segment_rhythms.gap_before, all_rhythms.gap_before) as gap_before,
      (count(*) over () - rank() over (order by monetary) + 1) / count(*) over () as part
    from own_rhythms
    join last_lines using (person_id)
    join segment_rhythms using (segment_id)
    cross join all_rhythms
  ),
  valued as (
    select
      segment_id as segment,
      last_line.channel as channel,
      last_line.category as category,
      concat_ws('-Q', year(first_date), quarter(first_date)) as cohort_quarter,
      case
        when coalesce(1.25 * gap_before < date '2026-11-01' - last_date_before, false)
          then case when has_bought then 'should_have_and_bought' else 'should_have_not_bought' end
        when has_bought then 'other_bought'
        else 'other_not_bought'
      end as purchase_status,
      case
        when 4 * recency_days < 3 * gap then 'not_due'
        when recency_days < gap then 'due_soon'
        when recency_days <= 1.25 * gap then 'due'
        when recency_days <= 2.5 * gap then 'overdue'
        when gap is not null then 'long_overdue'
        else '(none)'
      end as due,
      case
        when part <= 0.01 then '00-01%'
        when part <= 0.05 then '01-05%'
        when part <= 0.1 then '05-10%'
        else cast(10 * cast(ceil(part * 10) - 1 as integer) as varchar) || '-' || cast(10 * cast(ceil(part * 10) as integer) as varchar) || '%'
      end as revenue_group,
      frequency,
      monetary,
      r_score,
      f_score,
      m_score
    from people
  )
select
  segment,
  channel,
  category,
  cohort_quarter,
  purchase_status,
  due,
  revenue_group,
  count(*) as customers,
  sum(frequency) as orders,
  sum(monetary) as revenue,
  quantile_disc(r_score, 0.5) as median_r_score,
  quantile_disc(f_score, 0.5) as median_f_score,
  quantile_disc(m_score, 0.5) as median_m_score
from valued
group by grouping sets ((segment), (channel), (category), (cohort_quarter), (purchase_status), (due), (revenue_group), ());

-- moments: the cells of reports by stability, which compares with a week before, and by the segment a month before
create table moment_cells as
with
  known as (
    select
      segments.segment_id as segment,
      case
        when week_before.segment_id is null then '(new)'
        when week_before.segment_id = segments.segment_id then 'stable'
        else 'changed'
      end as stability,
      coalesce(month_before.segment_id, '(new)') as previous_segment
    from segments
    left join segments_at(date '2026-10-25', timestamp '2026-10-24 16:00:00') as week_before using (person_id)
    left join segments_at(date '2026-10-01', timestamp '2026-09-30 16:00:00') as month_before using (person_id)
  )
select segment, stability, previous_segment, count(*) as customers
from known
group by grouping sets ((segment, stability), (segment, previous_segment));

-- write: for the comparison
copy segments to '{out}/segments.parquet' (format parquet);

-- write_cells: for the comparison
copy (from cells union all by name from moment_cells) to '{out}/cells.parquet' (format parquet)
