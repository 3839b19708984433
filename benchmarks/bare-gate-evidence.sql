-- What the yardstick of the gate takes when it keeps the reasons of its lists, still with nothing else: after the lists of bare-gate.sql, what
-- became of each candidate of each campaign, and every reason against them, in order, in two Parquet files. Six reasons, one hand, no proof.

-- candidates: everybody for each campaign, with the contact point they would be reached through
create temp table candidates as
select
  campaigns.campaign_id,
  campaigns.channel,
  customers.customer_id,
  contact_points.value,
  customers.status as customer_status,
  contact_points.status as point_status
from (values ('spring-call', 'call', 'phone'), ('spring-sms', 'sms', 'phone'), ('spring-email', 'email', 'email')) as campaigns (campaign_id, channel, kind)
join customers on true
left join contact_points on contact_points.customer_id = customers.customer_id and contact_points.kind = campaigns.kind
where customers.language = 'zh-CN';

-- consents: who ever said yes to direct marketing, on any channel
create temp table consents as
select distinct customer_id from consent_events where purpose = 'direct_marketing' and action in ('give', 'renew');

-- reasons: every reason against each candidate
create temp table reasons as
select candidates.campaign_id, candidates.customer_id, candidates.value, case when consents.customer_id is null then 'none' else 'scope' end as reason
from candidates
anti join allowed on allowed.customer_id = candidates.customer_id and allowed.channel = candidates.channel
left join consents on consents.customer_id = candidates.customer_id
union all
select candidates.campaign_id, candidates.customer_id, candidates.value, 'stopped' as reason
from candidates
semi join stopped on stopped.customer_id = candidates.customer_id and stopped.channel = candidates.channel
union all
select candidates.campaign_id, candidates.customer_id, candidates.value, 'registered' as reason
from candidates
semi join registered on registered.value = candidates.value
where candidates.channel <> 'email'
union all
select candidates.campaign_id, candidates.customer_id, candidates.value, 'capped' as reason
from candidates
semi join capped on capped.customer_id = candidates.customer_id
where candidates.channel = 'call'
union all
select candidates.campaign_id, candidates.customer_id, candidates.value, 'status' as reason
from candidates
where candidates.customer_status is not null or candidates.point_status is not null;

-- decisions: what became of each candidate
copy (
  select
    candidates.campaign_id,
    candidates.customer_id,
    case when refused.customer_id is null then candidates.value end as listed_through,
    refused.first_reason,
    refused.reasons
  from candidates
  left join (
    select campaign_id, customer_id, min(reason) as first_reason, count(*) as reasons
    from reasons
    group by campaign_id, customer_id
  ) as refused
    on refused.campaign_id = candidates.campaign_id and refused.customer_id = candidates.customer_id
  order by candidates.campaign_id, candidates.customer_id
) to '{out}/decisions.parquet' (format parquet, compression zstd);

-- findings: every reason, in order
copy (
  select * from reasons order by campaign_id, customer_id, value, reason
) to '{out}/findings.parquet' (format parquet, compression zstd);
