-- The contact points of each customer under their exact contact key, several spellings of one point united.
-- grain: customer_id, contact_key
with
  keyed as (
    select
      contact_points.customer_id,
      contact_points.kind,
      case
        when is_clean_contact(contact_points.value) then clean_contact_key(contact_points.value)
        else coalesce(contact_values.contact_key, contact_points.kind || ':unreadable:' || sha256_hex(contact_points.value))
      end as contact_key,
      case
        when is_clean_contact(contact_points.value) then contact_points.value
        when contact_points.kind = 'address' then contact_points.value
        else coalesce(contact_values.contact_text, contact_points.value)
      end as contact_text,
      case
        when is_clean_contact(contact_points.value) then clean_contact_countries(contact_points.value)
        else contact_values.countries
      end as countries,
      is_clean_contact(contact_points.value) or coalesce(contact_values.is_valid, false) as is_valid,
      contact_points.is_preferred,
      coalesce(contact_points.status, 'valid') as status,
      contact_points.valid_from,
      contact_points.valid_until
    from staging.contact_points
    cross join run.parameters
    left join identity.contact_values
      on contact_values.kind = contact_points.kind
      and contact_values.country = coalesce(contact_points.country, parameters.default_country)
      and contact_values.value = contact_points.value
  )

select
  keyed.customer_id,
  keyed.contact_key,
  min(keyed.kind) as kind,
  min(keyed.contact_text) as contact_text,
  min(keyed.countries) as countries,
  min(case when keyed.is_valid then 1 else 0 end) = 1 as is_valid,
  max(case when keyed.is_preferred then 1 else 0 end) = 1 as is_preferred,
  max(case when keyed.status = 'dead' then 1 else 0 end) = 1 as is_dead,
  max(case when keyed.status = 'valid' then 1 else 0 end) = 1 as is_verified,
  min(coalesce(keyed.valid_from, date '0001-01-01')) as held_from,
  max(coalesce(keyed.valid_until, date '9999-12-31')) as held_until
from keyed
group by keyed.customer_id, keyed.contact_key
