-- Every preference that was loaded, its value as words between bars. Whatever of it cannot be read is taken narrowly: an unknown
-- channel as every channel, a pause without a readable day as one without an end, a cap without a readable number as none allowed.
-- A day is taken with all its moments on Earth; one whose record is of the future replaces nothing.
-- grain: file_id, record_index
-- grain holds: the record index is the row's own number inside its file
-- materialized: view
with
  folded as (
    select
      preferences.*,
      files.first_seen_at,
      lower(preferences.key) as key_word,
      '|' || replace(replace(replace(lower(coalesce(preferences.value, '')), ' ', ''), ';', '|'), ',', '|') || '|' as words,
      lower(coalesce(preferences.value, '')) as value_word,
      -- How often, and in which window: 2 per 30d, 1 per month.
      '([0-9]{1,4}) ?(?:per|in|/) ?([0-9]{0,4}) ?(d|days?|w|weeks?|months?|y|years?)' as cap_pattern
    from raw.preferences
    inner join run.files on files.file_id = preferences.file_id
    where preferences.load_status = 'loaded'
  ),

  capped as (
    select
      folded.*,
      case
        when matches(folded.value_word, folded.cap_pattern) then try_cast(regexp_extract(folded.value_word, folded.cap_pattern, 1) as bigint)
        else cast(0 as bigint)
      end as contacts_allowed,
      case
        when matches(folded.value_word, folded.cap_pattern)
          then try_cast(coalesce(nullif(regexp_extract(folded.value_word, folded.cap_pattern, 2), ''), '1') as bigint)
        else cast(0 as bigint)
      end as units,
      case substr(regexp_extract(folded.value_word, folded.cap_pattern, 3), 1, 1)
        when 'w' then 7 * 24
        when 'm' then 31 * 24
        when 'y' then 366 * 24
        else 24
      end as unit_hours
    from folded
  )

select
  capped.file_id,
  capped.record_index,
  capped.source_id,
  capped.event_id,
  capped.customer_id,
  channels.channel,
  capped.key_word as key,
  capped.words,
  capped.value_word,
  case
    when capped.key_word = 'pause_until' and matches(capped.value_word, '[0-9]{4}-[0-9]{2}-[0-9]{2}([ t].*)?')
      then cast(try_cast(substr(capped.value_word, 1, 10) as date) as timestamp(6)) + interval '36' hour
  end as paused_until_at,
  case when capped.key_word = 'cap' then case when capped.units = 0 then cast(0 as bigint) else capped.contacts_allowed end end as contacts_allowed,
  case when capped.key_word = 'cap' then greatest(capped.units, cast(1 as bigint)) * capped.unit_hours end as window_hours,
  case
    when capped.effective_at_precision = 'instant' then capped.effective_at
    when capped.effective_at_precision = 'day' then capped.effective_at - interval '14' hour
  end as earliest_at,
  case
    when capped.effective_at_precision = 'instant' then capped.effective_at
    when capped.effective_at_precision = 'day' then capped.effective_at + interval '36' hour
  end as latest_at,
  capped.recorded_at_precision = 'absent'
    or (capped.recorded_at_precision = 'instant' and capped.recorded_at <= capped.first_seen_at)
    or (capped.recorded_at_precision = 'day' and capped.recorded_at - interval '14' hour <= capped.first_seen_at) as is_recorded_in_time
from capped
left join run.channels on channels.channel = lower(capped.channel)
