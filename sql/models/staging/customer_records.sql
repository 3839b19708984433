-- Every customer record that was loaded, its status words made plain. A word nobody knows could forbid anything: the person is
-- restricted until somebody says what it means.
-- grain: file_id, record_index
-- grain holds: the record index is the row's own number inside its file
-- materialized: view
with
  worded as (
    select
      customers.*,
      '|' || replace(replace(replace(lower(customers.status), ' ', '|'), ';', '|'), ',', '|') || '|' as words,
      coalesce(sources.is_bought, false)
        or coalesce(replace(replace(lower(customers.collection_channel), ' ', '_'), '-', '_'), '') = 'bought_list' as is_bought,
      coalesce(sources.licensed_until, date '9999-12-31') as licensed_until
    from raw.customers
    left join run.sources on sources.source_id = customers.source_id
    where customers.load_status = 'loaded'
  )

select
  worded.file_id,
  worded.record_index,
  worded.source_id,
  worded.customer_id,
  worded.full_name,
  worded.birth_date,
  worded.is_birth_date_unreadable,
  worded.gender,
  worded.region,
  worded.country,
  worded.language,
  worded.time_zone,
  worded.household_id,
  worded.registered_at,
  worded.collection_channel,
  coalesce(strpos(worded.words, '|deceased|') > 0, false) as is_deceased,
  coalesce(strpos(worded.words, '|legal_hold|') > 0, false) as has_legal_hold,
  coalesce(
    strpos(worded.words, '|restricted|') > 0
      or not matches(worded.words, '[|]*((active|deceased|legal_hold|restricted|erasure_pending|test)[|]+)*'),
    false
  ) as is_restricted,
  coalesce(strpos(worded.words, '|erasure_pending|') > 0, false) as is_erasure_pending,
  coalesce(strpos(worded.words, '|test|') > 0, false) as is_test,
  coalesce(matches(worded.words, '[|]*[^|].*'), false) as has_status,
  worded.is_bought,
  worded.licensed_until
from worded
