-- Every denial that binds in this run: those that are kept for ever, and those of the registers as they are now.
-- grain: denial_id
-- grain holds: the two are of different kinds, which their ids are made of
-- materialized: view
select
  denials.denial_id,
  denials.kind,
  denials.word,
  denials.source_key,
  denials.customer_id,
  denials.contact_key,
  denials.purpose,
  denials.channel,
  denials.topic,
  denials.is_point_stop,
  denials.origin,
  denials.authority_rank,
  denials.start_at,
  denials.order_at,
  denials.end_at,
  denials.recorded_at,
  denials.first_seen_at,
  denials.source_id,
  denials.file_id,
  denials.record_index
from consent.denials
union all
select
  register_denials.denial_id,
  register_denials.kind,
  register_denials.word,
  register_denials.source_key,
  register_denials.customer_id,
  register_denials.contact_key,
  register_denials.purpose,
  register_denials.channel,
  register_denials.topic,
  register_denials.is_point_stop,
  register_denials.origin,
  register_denials.authority_rank,
  register_denials.start_at,
  register_denials.order_at,
  register_denials.end_at,
  register_denials.recorded_at,
  register_denials.first_seen_at,
  register_denials.source_id,
  register_denials.file_id,
  register_denials.record_index
from consent.register_denials
