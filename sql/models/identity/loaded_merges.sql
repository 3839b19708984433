-- Merges in files that the stops store has not taken in yet. A day without a zone starts at its first moment on Earth and counts
-- as said at its last; the day of an undoing ends the merge at its last. An undoing that cannot be read undoes nothing.
-- grain: merge_id
with
  timed as (
    select
      merges.*,
      files.first_seen_at,
      case
        when merges.merged_at_precision = 'instant' then merges.merged_at
        when merges.merged_at_precision = 'day' then merges.merged_at - interval '14' hour
      end as start_at,
      case
        when merges.merged_at_precision = 'instant' then merges.merged_at
        when merges.merged_at_precision = 'day' then merges.merged_at + interval '36' hour
      end as said_at,
      case
        when merges.undone_at_precision = 'instant' then merges.undone_at
        when merges.undone_at_precision = 'day' then merges.undone_at + interval '36' hour
      end as ended_at
    from staging.merges
    inner join run.files on files.file_id = merges.file_id
    where not files.is_absorbed
  ),

  named as (
    select
      timed.*,
      sha256_hex(concat_ws('|',
        cast(length(timed.from_customer_id) as varchar), timed.from_customer_id, timed.into_customer_id,
        coalesce(timestamp_text(timed.start_at), ''), coalesce(timestamp_text(timed.said_at), ''),
        coalesce(timestamp_text(timed.ended_at), '')
      )) as merge_id
    from timed
  ),

  numbered as (
    select
      named.*,
      row_number() over (partition by named.merge_id order by named.first_seen_at, named.file_id, named.record_index) as place
    from named
  )

select
  numbered.merge_id,
  numbered.from_customer_id,
  numbered.into_customer_id,
  numbered.start_at,
  coalesce(numbered.said_at, numbered.first_seen_at) as order_at,
  numbered.ended_at as undone_at,
  numbered.first_seen_at,
  numbered.source_id,
  numbered.file_id,
  numbered.record_index
from numbered
where numbered.place = 1
