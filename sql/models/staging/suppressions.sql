-- Every row of a suppression list that was loaded, its scope split into what it binds.
-- grain: file_id, record_index
-- grain holds: the record index is the row's own number inside its file
-- materialized: view
with
  scoped as (
    select
      suppressions.*,
      lower(replace(coalesce(suppressions.scope, 'all'), ' ', '')) as scope_word,
      coalesce(matches(lower(suppressions.scope), ' *topic *: *[\p{L}\p{N}_ -]+'), false) as is_of_topic
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
    when scoped.is_of_topic and scoped.scope_word not in ('topic:all', 'topic:any') and not stands_for_nothing(substr(scoped.scope_word, 7))
      then substr(scoped.scope_word, 7)
  end as topic,
  -- A word for nothing is no topic: the run is refused until somebody says which one is meant.
  case when scoped.is_of_topic then stands_for_nothing(substr(scoped.scope_word, 7)) else false end as names_no_topic,
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
