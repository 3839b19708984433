-- What is doubtful in the records of customers: names and days that stand for nothing, repetitions, contradictions.
-- grain: finding, file_id, record_index
-- grain holds: a record has each finding once
-- materialized: view
with
  loaded as (
    select
      customers.*,
      '|' || replace(replace(replace(lower(coalesce(customers.status, '')), ' ', '|'), ';', '|'), ',', '|') || '|' as words
    from raw.customers
    where customers.load_status = 'loaded'
  ),

  alike as (
    select
      shared_point_holders.contact_key,
      people.full_name,
      profiles.birth_date
    from export.shared_point_holders
    inner join identity.people on people.customer_id = shared_point_holders.customer_id
    inner join personal.profiles on profiles.customer_id = shared_point_holders.customer_id
    where people.full_name is not null
      and profiles.birth_date is not null
    group by shared_point_holders.contact_key, people.full_name, profiles.birth_date
    having count(distinct people.person_id) > 1
  ),

  alike_customers as (
    select shared_point_holders.customer_id
    from alike
    inner join export.shared_point_holders on shared_point_holders.contact_key = alike.contact_key
    inner join identity.people on people.customer_id = shared_point_holders.customer_id and people.full_name = alike.full_name
    inner join personal.profiles on profiles.customer_id = shared_point_holders.customer_id and profiles.birth_date = alike.birth_date
    group by shared_point_holders.customer_id
  ),

  bought_lately as (
    select people.customer_id
    from identity.people
    inner join segment.person_segments on person_segments.person_id = people.person_id
    where people.is_deceased
      and person_segments.recency_days <= 90
  )

select 'names_that_are_placeholders' as finding, loaded.source_id, loaded.file_id, loaded.record_index
from loaded
inner join run.placeholder_names on placeholder_names.word = lower(loaded.full_name)
union all
select 'names_without_letters' as finding, loaded.source_id, loaded.file_id, loaded.record_index
from loaded
where loaded.full_name is not null
  and not matches(loaded.full_name, '.*\p{L}.*')
union all
select 'birth_dates_unreadable' as finding, loaded.source_id, loaded.file_id, loaded.record_index
from loaded
where loaded.is_birth_date_unreadable
union all
select 'birth_dates_impossible' as finding, loaded.source_id, loaded.file_id, loaded.record_index
from loaded
cross join run.parameters
where loaded.birth_date < date '1900-01-01'
  or loaded.birth_date > parameters.as_of_date
union all
select 'birth_dates_that_are_placeholders' as finding, loaded.source_id, loaded.file_id, loaded.record_index
from loaded
where loaded.birth_date in (date '1900-01-01', date '1911-11-11', date '1970-01-01')
union all
select 'registrations_in_the_future' as finding, loaded.source_id, loaded.file_id, loaded.record_index
from loaded
cross join run.parameters
where loaded.registered_at > parameters.as_of_date
union all
select 'customer_ids_repeated' as finding, loaded.source_id, loaded.file_id, loaded.record_index
from loaded
inner join staging.repeated_customers on repeated_customers.customer_id = loaded.customer_id
union all
select 'customers_alike' as finding, loaded.source_id, loaded.file_id, loaded.record_index
from loaded
inner join alike_customers on alike_customers.customer_id = loaded.customer_id
union all
select 'customers_with_unknown_status' as finding, loaded.source_id, loaded.file_id, loaded.record_index
from loaded
where not matches(loaded.words, '[|]*((active|deceased|legal_hold|restricted|erasure_pending|test)[|]+)*')
union all
select 'customers_active_and_deceased' as finding, loaded.source_id, loaded.file_id, loaded.record_index
from loaded
where strpos(loaded.words, '|active|') > 0
  and strpos(loaded.words, '|deceased|') > 0
union all
select 'deceased_customers_with_late_orders' as finding, loaded.source_id, loaded.file_id, loaded.record_index
from loaded
inner join bought_lately on bought_lately.customer_id = loaded.customer_id
