-- Merges that the stops store lacks: it keeps them, for a merge binds denials though no file has it any more.
-- grain: merge_id
-- grain holds: a part of identity.loaded_merges, which has this grain
-- materialized: view
select
  loaded_merges.merge_id,
  loaded_merges.from_customer_id,
  loaded_merges.into_customer_id,
  loaded_merges.start_at,
  loaded_merges.order_at,
  loaded_merges.undone_at,
  loaded_merges.first_seen_at,
  loaded_merges.source_id,
  loaded_merges.file_id,
  loaded_merges.record_index
from identity.loaded_merges
left join state.merges on merges.merge_id = loaded_merges.merge_id
where merges.merge_id is null
