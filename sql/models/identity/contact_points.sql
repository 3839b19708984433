-- The contact points of each customer, each under its exact contact key; two spellings of one point have the same key. Most values
-- are their own key; the others were looked up under their country, their customer's or the project's.
-- grain: file_id, record_index
-- grain holds: one row for each loaded record
-- materialized: view
with
  keyed as (
    select
      contact_points.file_id,
      contact_points.record_index,
      contact_points.source_id,
      contact_points.customer_id,
      contact_points.kind,
      contact_points.clean_key as contact_key,
      contact_points.value as contact_text,
      clean_contact_countries(contact_points.value) as countries,
      true as is_valid,
      false as is_ambiguous,
      contact_points.is_preferred,
      contact_points.status,
      contact_points.valid_from,
      contact_points.valid_until,
      contact_points.is_bought,
      contact_points.licensed_until
    from staging.contact_points
    where contact_points.clean_key is not null
    union all
    select
      contact_points.file_id,
      contact_points.record_index,
      contact_points.source_id,
      contact_points.customer_id,
      contact_points.kind,
      coalesce(
        contact_values.contact_key,
        contact_points.kind || ':unreadable:' || sha256_hex(contact_points.value)
      ) as contact_key,
      case
        when contact_points.kind = 'address' then contact_points.value
        else coalesce(contact_values.contact_text, contact_points.value)
      end as contact_text,
      contact_values.countries,
      coalesce(contact_values.is_valid, false) as is_valid,
      coalesce(contact_values.is_ambiguous, false) as is_ambiguous,
      contact_points.is_preferred,
      contact_points.status,
      contact_points.valid_from,
      contact_points.valid_until,
      contact_points.is_bought,
      contact_points.licensed_until
    from staging.contact_points
    cross join run.parameters
    left join staging.customers on customers.customer_id = contact_points.customer_id
    left join identity.contact_values
      on contact_values.kind = contact_points.kind
      and contact_values.country = coalesce(contact_points.country, customers.country, parameters.default_country)
      and contact_values.value = contact_points.value
    where contact_points.clean_key is null
  )

select
  keyed.file_id,
  keyed.record_index,
  keyed.source_id,
  keyed.customer_id,
  keyed.kind,
  keyed.contact_key,
  keyed.contact_text,
  keyed.countries,
  keyed.is_valid,
  keyed.is_ambiguous,
  keyed.is_preferred,
  keyed.status is not null as has_status,
  coalesce(keyed.status, 'valid') = 'dead' as is_dead,
  coalesce(keyed.status, 'valid') = 'valid' as is_verified,
  coalesce(keyed.valid_from, date '0001-01-01') as held_from,
  coalesce(keyed.valid_until, date '9999-12-31') as held_until,
  keyed.is_bought,
  keyed.licensed_until
from keyed
