-- The yardstick: the decisions of the scale project by the fewest passes a careful hand can make, and nothing else: no reasons,
-- no provenance, no rejects, no protection, no proof. It knows its data: one phone a customer, one authority, clean values.

-- facts: one pass over the transactions
create temp table facts as
select
  customer_id,
  date_diff('day', cast(max(ordered_at) filter (where kind = 'sale') as date), date '2026-11-01') as recency_days,
  date_diff('day', cast(min(ordered_at) filter (where kind = 'sale') as date), date '2026-11-01') as first_days,
  count(*) filter (where kind = 'sale') as frequency,
  sum(amount) as monetary
from transactions
where ordered_at < timestamp '2026-11-01'
group by customer_id
having frequency > 0;

-- people: each with the segment; a value's score is one more than the number of cuts below it, so equal values have equal scores
create temp table people as
with
  cuts as (
    select
      quantile_disc(-recency_days, [0.2, 0.4, 0.6, 0.8]) as r,
      quantile_disc(frequency, [0.2, 0.4, 0.6, 0.8]) as f
    from facts
  ),
  scores as (
    select
      customer_id,
      frequency,
      monetary,
      1 + (-recency_days > r[1])::int + (-recency_days > r[2])::int + (-recency_days > r[3])::int + (-recency_days > r[4])::int as r_score,
      -first_days > r[4] as is_new,
      1 + (frequency > f[1])::int + (frequency > f[2])::int + (frequency > f[3])::int + (frequency > f[4])::int as f_score
    from facts, cuts
  )
select
  customer_id,
  customers.full_name,
  customers.region,
  customers.language,
  customers.status,
  frequency,
  monetary,
  case
    when r_score = 5 and f_score >= 4 then 'champions'
    when r_score >= 3 and f_score >= 4 then 'loyal_customers'
    when r_score >= 4 and f_score >= 2 then 'potential_loyalists'
    when r_score = 5 and is_new then 'new_customers'
    when r_score >= 4 then 'promising'
    when r_score = 3 and f_score = 3 then 'need_attention'
    when r_score = 3 then 'about_to_sleep'
    when f_score = 5 then 'cant_lose'
    when f_score >= 3 then 'at_risk'
    else 'hibernating'
  end as segment
from scores
join customers using (customer_id);

-- consent: a refusal stands unless a later grant names its purpose and the channel; the grant must last for the whole window
create temp table allowed as
with
  statements as (
    select
      customer_id,
      purpose,
      action in ('give', 'renew') as is_grant,
      effective_at,
      expires_at
    from consent_events
    where purpose in ('direct_marketing', 'automated_decision') and (channel = 'call' or (channel is null and action not in ('give', 'renew')))
  )
select customer_id
from statements
group by customer_id
having
  bool_or(purpose = 'direct_marketing' and is_grant and effective_at <= timestamptz '2026-11-09 00:00:00+08'
    and (expires_at is null or expires_at >= timestamptz '2026-11-21 00:00:00+08'))
  and coalesce(max(effective_at) filter (where purpose = 'direct_marketing' and not is_grant), timestamptz '0001-01-01 00:00:00+00')
    < max(effective_at) filter (where purpose = 'direct_marketing' and is_grant)
  and coalesce(max(effective_at) filter (where purpose = 'automated_decision' and not is_grant), timestamptz '0001-01-01 00:00:00+00')
    <= coalesce(max(effective_at) filter (where purpose = 'automated_decision' and is_grant), timestamptz '0001-01-01 00:00:00+00');

-- stopped: on the internal list by person, phone or e-mail
create temp table stopped as
select value as customer_id from suppressions where match = 'person' and scope <> 'channel:email'
union all
select contact_points.customer_id
from contact_points
semi join (select match, value from suppressions where scope <> 'channel:email') as listed
  on listed.match = contact_points.kind and listed.value = contact_points.value;

-- capped: called once or more in the thirty days before the send window
create temp table capped as
select distinct customer_id
from contact_history
where channel = 'call'
  and outcome not in ('failed', 'test')
  and contacted_at > timestamptz '2026-10-10 00:00:00+08'
  and contacted_at < timestamptz '2026-12-21 00:00:00+08';

-- list: whoever is left
copy (
  select people.customer_id, people.full_name, contact_points.value as phone, people.language
  from people
  join contact_points on contact_points.customer_id = people.customer_id and contact_points.kind = 'phone'
  semi join allowed on allowed.customer_id = people.customer_id
  anti join stopped on stopped.customer_id = people.customer_id
  anti join capped on capped.customer_id = people.customer_id
  where people.segment in ('at_risk', 'cant_lose', 'hibernating', 'about_to_sleep')
    and people.status is null
    and contact_points.status is null
  order by people.customer_id
) to '{out}/spring-call.csv' (format csv, header);

-- report: segment by region
copy (
  select segment, region, count(*) as customers, sum(frequency) as orders, sum(monetary) as revenue
  from people
  group by all
  order by all
) to '{out}/segment-by-region.csv' (format csv, header);
