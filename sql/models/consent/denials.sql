-- Every denial ever loaded: those the stops store keeps and those it has not taken in yet.
-- grain: denial_id
-- grain holds: the store keeps each denial once, and the loaded ones are those it lacks
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
