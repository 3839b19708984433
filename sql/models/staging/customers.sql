-- Each customer once. Records that repeat an id are united: every status counts, the newest registration speaks for the rest.
-- grain: customer_id
with
  repeated as (
    select
      customer_records.*,
      row_number() over (
        partition by customer_records.customer_id
        order by
          customer_records.registered_at desc nulls last,
          customer_records.birth_date desc nulls last,
          customer_records.full_name nulls last,
          customer_records.region nulls last,
          customer_records.country nulls last,
          customer_records.language nulls last,
          customer_records.gender nulls last,
          customer_records.time_zone nulls last,
          customer_records.household_id nulls last,
          customer_records.collection_channel nulls last,
          customer_records.source_id,
          customer_records.file_id,
          customer_records.record_index
      ) as place
    from staging.repeated_customers
    inner join staging.customer_records on customer_records.customer_id = repeated_customers.customer_id
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
  customer_records.customer_id,
  customer_records.full_name,
  customer_records.birth_date,
  customer_records.is_birth_date_unreadable,
  customer_records.gender,
  customer_records.region,
  customer_records.country,
  customer_records.language,
  customer_records.time_zone,
  customer_records.household_id,
  customer_records.registered_at,
  customer_records.collection_channel,
  customer_records.is_deceased,
  customer_records.has_legal_hold,
  customer_records.is_restricted,
  customer_records.is_erasure_pending,
  customer_records.is_test,
  customer_records.is_bought,
  customer_records.licensed_until
from staging.customer_records
left join staging.repeated_customers on repeated_customers.customer_id = customer_records.customer_id
where repeated_customers.customer_id is null
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
