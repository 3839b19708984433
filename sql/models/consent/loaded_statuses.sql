-- What files that the stops store has not taken in yet say about a customer or contact point that forbids contact: deceased, under legal hold, restricted,
-- erasure pending, a test, dead. Kept like a denial, once for each source, customer and word, for a later file may say nothing about it.
-- grain: denial_id
with
  stopped as (
    select
      customer_records.source_id,
      customer_records.file_id,
      customer_records.record_index,
      customer_records.customer_id,
      customer_records.is_deceased,
      customer_records.has_legal_hold,
      customer_records.is_restricted,
      customer_records.is_erasure_pending,
      customer_records.is_test
    from staging.customer_records
    where customer_records.is_deceased
      or customer_records.has_legal_hold
      or customer_records.is_restricted
      or customer_records.is_erasure_pending
      or customer_records.is_test
  ),

  said as (
    select stopped.source_id, stopped.file_id, stopped.record_index, stopped.customer_id, cast(null as varchar) as contact_key, 'deceased' as word
    from stopped
    where stopped.is_deceased
    union all
    select stopped.source_id, stopped.file_id, stopped.record_index, stopped.customer_id, cast(null as varchar) as contact_key, 'legal_hold' as word
    from stopped
    where stopped.has_legal_hold
    union all
    select stopped.source_id, stopped.file_id, stopped.record_index, stopped.customer_id, cast(null as varchar) as contact_key, 'restricted' as word
    from stopped
    where stopped.is_restricted
    union all
    select stopped.source_id, stopped.file_id, stopped.record_index, stopped.customer_id, cast(null as varchar) as contact_key, 'erasure_pending' as word
    from stopped
    where stopped.is_erasure_pending
    union all
    select stopped.source_id, stopped.file_id, stopped.record_index, stopped.customer_id, cast(null as varchar) as contact_key, 'test' as word
    from stopped
    where stopped.is_test
    union all
    select
      contact_points.source_id,
      contact_points.file_id,
      contact_points.record_index,
      contact_points.customer_id,
      contact_points.contact_key,
      'dead' as word
    from identity.contact_points
    where contact_points.is_dead
  ),

  named as (
    select
      said.*,
      files.first_seen_at,
      -- The id of a denial that says this, as `consent.loaded_denials` makes it.
      sha256_hex(concat_ws('|',
        'status', said.source_id, said.word, '*', '*', '0', '',
        cast(length(said.customer_id) as varchar), said.customer_id,
        cast(length(coalesce(said.contact_key, '')) as varchar), coalesce(said.contact_key, ''),
        '0', '', cast(said.contact_key is not null as varchar), '', '3', '', '', ''
      )) as denial_id
    from said
    inner join run.files on files.file_id = said.file_id
    where not files.is_absorbed
  ),

  numbered as (
    select
      named.*,
      row_number() over (partition by named.denial_id order by named.first_seen_at, named.file_id, named.record_index) as place
    from named
  )

select
  numbered.denial_id,
  'status' as kind,
  numbered.word,
  cast(null as varchar) as source_key,
  numbered.customer_id,
  numbered.contact_key,
  '*' as purpose,
  '*' as channel,
  cast(null as varchar) as topic,
  numbered.contact_key is not null as is_point_stop,
  cast(null as varchar) as origin,
  3 as authority_rank,
  cast(null as timestamp(6)) as start_at,
  numbered.first_seen_at as order_at,
  cast(null as timestamp(6)) as end_at,
  cast(null as timestamp(6)) as recorded_at,
  numbered.first_seen_at,
  numbered.source_id,
  numbered.file_id,
  numbered.record_index
from numbered
where numbered.place = 1
