-- The yardstick of the gate: the lists of three campaigns by anti-joins, written by a careful hand that knows its data (one phone and one
-- e-mail a customer, one authority, clean values) and keeps no reasons, no provenance, no proof.

-- register: read once, for the two channels that reach telephones
create temp table registered as select value from register;

-- statements: what each customer said about each channel, for the window of the three campaigns
create temp table allowed as
with
  channels as (select unnest(['call', 'sms', 'email']) as channel),
  statements as (
    select
      consent_events.customer_id,
      channels.channel,
      consent_events.action in ('give', 'renew') as is_grant,
      consent_events.effective_at,
      consent_events.expires_at
    from consent_events
    join channels
      on consent_events.channel = channels.channel
      or (consent_events.channel is null and consent_events.action not in ('give', 'renew'))
    where consent_events.purpose = 'direct_marketing'
  )
select customer_id, channel
from statements
group by customer_id, channel
having
  bool_or(is_grant and effective_at <= timestamptz '2026-11-09 00:00:00+08'
    and (expires_at is null or expires_at >= timestamptz '2026-11-21 00:00:00+08'))
  and coalesce(max(effective_at) filter (where not is_grant), timestamptz '0001-01-01 00:00:00+00')
    < max(effective_at) filter (where is_grant);

-- stopped: on the internal list by person, phone or e-mail, on one channel or all
create temp table stopped as
select listed.customer_id, channels.channel
from (
  select value as customer_id, scope from suppressions where match = 'person'
  union all
  select contact_points.customer_id, suppressions.scope
  from suppressions
  join contact_points on contact_points.kind = suppressions.match and contact_points.value = suppressions.value
) as listed
join (select unnest(['call', 'sms', 'email']) as channel) as channels
  on listed.scope = 'all' or listed.scope = 'channel:' || channels.channel;

-- capped: called in the thirty days before the end of the window
create temp table capped as
select distinct customer_id
from contact_history
where channel = 'call'
  and outcome not in ('failed', 'test')
  and contacted_at > timestamptz '2026-10-10 00:00:00+08'
  and contacted_at < timestamptz '2026-12-21 00:00:00+08';

-- call: the list of the calls
copy (
  select customers.customer_id, customers.full_name, contact_points.value, customers.language
  from customers
  join contact_points on contact_points.customer_id = customers.customer_id and contact_points.kind = 'phone'
  semi join allowed on allowed.customer_id = customers.customer_id and allowed.channel = 'call'
  anti join stopped on stopped.customer_id = customers.customer_id and stopped.channel = 'call'
  anti join registered on registered.value = contact_points.value
  anti join capped on capped.customer_id = customers.customer_id
  where customers.status is null and contact_points.status is null
  order by customers.customer_id
) to '{out}/spring-call.csv' (format csv, header);

-- sms: the list of the messages
copy (
  select customers.customer_id, customers.full_name, contact_points.value, customers.language
  from customers
  join contact_points on contact_points.customer_id = customers.customer_id and contact_points.kind = 'phone'
  semi join allowed on allowed.customer_id = customers.customer_id and allowed.channel = 'sms'
  anti join stopped on stopped.customer_id = customers.customer_id and stopped.channel = 'sms'
  anti join registered on registered.value = contact_points.value
  where customers.status is null and contact_points.status is null
  order by customers.customer_id
) to '{out}/spring-sms.csv' (format csv, header);

-- email: the list of the mails
copy (
  select customers.customer_id, customers.full_name, contact_points.value, customers.language
  from customers
  join contact_points on contact_points.customer_id = customers.customer_id and contact_points.kind = 'email'
  semi join allowed on allowed.customer_id = customers.customer_id and allowed.channel = 'email'
  anti join stopped on stopped.customer_id = customers.customer_id and stopped.channel = 'email'
  where customers.status is null and contact_points.status is null
  order by customers.customer_id
) to '{out}/spring-email.csv' (format csv, header);
