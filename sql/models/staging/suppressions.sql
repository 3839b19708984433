-- Every row of a suppression list that was loaded, its scope split into what it binds.
-- grain: file_id, record_index
-- grain holds: the record index is the row's own number inside its file
-- materialized: view
with
  scoped as (
    select
      suppressions.*,
      lower(replace(coalesce(suppressions.scope, 'all'), ' ', '')) as scope_word
    from raw.suppressions
    where suppressions.load_status = 'loaded'
  )

select
  scoped.file_id,
  scoped.record_index,
  scoped.source_id,
  scoped.list_id,
  lower(scoped.match) as match,
  scoped.value,
  scoped.value_key as clean_key,
  scoped.scope is not null as has_scope,
  coalesce(purposes.purpose, '*') as purpose,
  coalesce(channels.channel, '*') as channel,
  -- Plain words are a topic; anything else could be several, or about every topic.
  case
    when matches(lower(scoped.scope), ' *topic *: *[\p{L}\p{N}_ -]+') and scoped.scope_word not in ('topic:all', 'topic:any')
      then substr(scoped.scope_word, 7)
  end as topic,
  lower(scoped.authority) as authority,
  lower(scoped.origin) as origin,
  scoped.effective_at,
  scoped.effective_at_precision,
  scoped.expires_at,
  scoped.expires_at_precision,
  scoped.recorded_at,
  scoped.recorded_at_precision
from scoped
left join run.purposes on 'purpose:' || purposes.purpose = scoped.scope_word
left join run.channels on 'channel:' || channels.channel = scoped.scope_word
