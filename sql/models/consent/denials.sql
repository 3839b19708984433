-- Every denial ever loaded, but for statuses, which `consent.kept_statuses` has: those the stops store keeps, those it has not taken in yet, and of whom a tombstone binds,
-- the erasure and what was said by the reference of somebody erased since: the tombstone is all that still tells whom it means.
-- grain: denial_id
-- grain holds: the store keeps each denial once, the loaded ones are those it lacks, and an erasure binds a customer once
-- materialized: view
select
  stops.denial_id,
  stops.kind,
  stops.word,
  stops.source_key,
  stops.customer_id,
  stops.contact_key,
  stops.purpose,
  stops.channel,
  stops.topic,
  stops.is_point_stop,
  stops.origin,
  stops.authority_rank,
  stops.start_at,
  stops.order_at,
  stops.end_at,
  stops.recorded_at,
  stops.first_seen_at,
  stops.source_id,
  stops.file_id,
  stops.record_index
from state.stops
where coalesce(stops.kind, 'event') <> 'status'
union all
select
  loaded_denials.denial_id,
  loaded_denials.kind,
  loaded_denials.word,
  loaded_denials.source_key,
  loaded_denials.customer_id,
  loaded_denials.contact_key,
  loaded_denials.purpose,
  loaded_denials.channel,
  loaded_denials.topic,
  loaded_denials.is_point_stop,
  loaded_denials.origin,
  loaded_denials.authority_rank,
  loaded_denials.start_at,
  loaded_denials.order_at,
  loaded_denials.end_at,
  loaded_denials.recorded_at,
  loaded_denials.first_seen_at,
  loaded_denials.source_id,
  loaded_denials.file_id,
  loaded_denials.record_index
from consent.loaded_denials
left join state.stops on stops.denial_id = loaded_denials.denial_id
where stops.denial_id is null
union all
select
  sha256_hex('tombstone|' || erased_customers.erasure_id || '|' || erased_customers.customer_id) as denial_id,
  'tombstone' as kind,
  'erased' as word,
  cast(null as varchar) as source_key,
  erased_customers.customer_id,
  cast(null as varchar) as contact_key,
  '*' as purpose,
  '*' as channel,
  cast(null as varchar) as topic,
  false as is_point_stop,
  'account' as origin,
  3 as authority_rank,
  cast(null as timestamp(6)) as start_at,
  erased_customers.erased_at as order_at,
  cast(null as timestamp(6)) as end_at,
  cast(null as timestamp(6)) as recorded_at,
  erased_customers.erased_at as first_seen_at,
  'erasure' as source_id,
  cast(null as varchar) as file_id,
  cast(null as bigint) as record_index
from state.erased_customers
union all
select
  sha256_hex('erased|' || stops.denial_id || '|' || erased_customers.customer_id) as denial_id,
  stops.kind,
  stops.word,
  stops.source_key,
  erased_customers.customer_id,
  cast(null as varchar) as contact_key,
  stops.purpose,
  stops.channel,
  stops.topic,
  false as is_point_stop,
  'account' as origin,
  stops.authority_rank,
  stops.start_at,
  stops.order_at,
  stops.end_at,
  stops.recorded_at,
  stops.first_seen_at,
  stops.source_id,
  stops.file_id,
  stops.record_index
from state.erased_customers
inner join state.stops on stops.customer_id = 'erased-' || erased_customers.erasure_id
-- What was said before is said by the tombstone.
where stops.order_at > erased_customers.erased_at
  and coalesce(stops.kind, 'event') <> 'status'
