-- The contact points of each customer, each under its exact contact key; two spellings of one point have the same key.
-- grain: file_id, record_index
-- grain holds: one row for each loaded record
-- materialized: view
with
  located as (
    select
      contact_points.*,
      coalesce(contact_points.country, customers.country, parameters.default_country) as read_as_country
    from staging.contact_points
    cross join run.parameters
    left join staging.customers
      on customers.customer_id = case when contact_points.clean_key is null then contact_points.customer_id end
  )

select
  located.file_id,
  located.record_index,
  located.source_id,
  located.customer_id,
  located.kind,
  coalesce(
    located.clean_key,
    contact_values.contact_key,
    located.kind || ':unreadable:' || sha256_hex(located.value)
  ) as contact_key,
  case
    when located.clean_key is not null or located.kind = 'address' then located.value
    else coalesce(contact_values.contact_text, located.value)
  end as contact_text,
  case
    when located.clean_key is not null then clean_contact_countries(located.value)
    else contact_values.countries
  end as countries,
  located.clean_key is not null or coalesce(contact_values.is_valid, false) as is_valid,
  located.is_preferred,
  coalesce(located.status, 'valid') = 'dead' as is_dead,
  coalesce(located.status, 'valid') = 'valid' as is_verified,
  coalesce(located.valid_from, date '0001-01-01') as held_from,
  coalesce(located.valid_until, date '9999-12-31') as held_until,
  located.is_bought,
  located.licensed_until
from located
left join identity.contact_values
  on contact_values.kind = case when located.clean_key is null then located.kind end
  and contact_values.country = located.read_as_country
  and contact_values.value = located.value
