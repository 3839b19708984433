-- Each customer once. Records that repeat an id are united: every status counts, the newest registration speaks for the rest.
-- grain: customer_id
with
  statuses as (
    select
      customers.*,
      '|' || replace(replace(replace(lower(coalesce(customers.status, '')), ' ', ''), ';', '|'), ',', '|') || '|' as words,
      coalesce(sources.is_bought, false) or coalesce(replace(replace(lower(customers.collection_channel), ' ', '_'), '-', '_'), '') = 'bought_list' as is_bought,
      coalesce(sources.licensed_until, date '9999-12-31') as licensed_until,
      repeated_customers.customer_id is not null as is_repeated
    from raw.customers
    left join run.sources on sources.source_id = customers.source_id
    left join staging.repeated_customers on repeated_customers.customer_id = customers.customer_id
    where customers.load_status = 'loaded'
  ),

  records as (
    select
      statuses.*,
      strpos(statuses.words, '|deceased|') > 0 as is_deceased,
      strpos(statuses.words, '|legal_hold|') > 0 as has_legal_hold,
      -- A word nobody knows could forbid anything: the person is restricted until somebody says what it means.
      strpos(statuses.words, '|restricted|') > 0
        or not matches(statuses.words, '([|]|active|deceased|legal_hold|restricted|erasure_pending|test)*') as is_restricted,
      strpos(statuses.words, '|erasure_pending|') > 0 as is_erasure_pending,
      strpos(statuses.words, '|test|') > 0 as is_test
    from statuses
  ),

  repeated as (
    select
      records.*,
      row_number() over (
        partition by records.customer_id
        order by
          records.registered_at desc nulls last,
          records.birth_date desc nulls last,
          records.full_name nulls last,
          records.region nulls last,
          records.country nulls last,
          records.language nulls last,
          records.gender nulls last,
          records.time_zone nulls last,
          records.household_id nulls last,
          records.collection_channel nulls last,
          records.source_id,
          records.file_id,
          records.record_index
      ) as place
    from records
    where records.is_repeated
  ),

  united as (
    select
      repeated.customer_id,
      max(case when repeated.is_deceased then 1 else 0 end) = 1 as is_deceased,
      max(case when repeated.has_legal_hold then 1 else 0 end) = 1 as has_legal_hold,
      max(case when repeated.is_restricted then 1 else 0 end) = 1 as is_restricted,
      max(case when repeated.is_erasure_pending then 1 else 0 end) = 1 as is_erasure_pending,
      max(case when repeated.is_test then 1 else 0 end) = 1 as is_test,
      max(case when repeated.is_birth_date_unreadable then 1 else 0 end) = 1 as is_birth_date_unreadable,
      max(repeated.birth_date) as birth_date,
      -- Bought in is who is known from bought-in records only; the licence that ends last decides.
      min(case when repeated.is_bought then 1 else 0 end) = 1 as is_bought,
      max(repeated.licensed_until) as licensed_until
    from repeated
    group by repeated.customer_id
  )

select
  records.customer_id,
  records.full_name,
  records.birth_date,
  records.is_birth_date_unreadable,
  records.gender,
  records.region,
  records.country,
  records.language,
  records.time_zone,
  records.household_id,
  records.registered_at,
  records.collection_channel,
  records.is_deceased,
  records.has_legal_hold,
  records.is_restricted,
  records.is_erasure_pending,
  records.is_test,
  records.is_bought,
  records.licensed_until
from records
where not records.is_repeated
union all
select
  repeated.customer_id,
  repeated.full_name,
  united.birth_date,
  united.is_birth_date_unreadable,
  repeated.gender,
  repeated.region,
  repeated.country,
  repeated.language,
  repeated.time_zone,
  repeated.household_id,
  repeated.registered_at,
  repeated.collection_channel,
  united.is_deceased,
  united.has_legal_hold,
  united.is_restricted,
  united.is_erasure_pending,
  united.is_test,
  united.is_bought,
  united.licensed_until
from repeated
inner join united on united.customer_id = repeated.customer_id
where repeated.place = 1
