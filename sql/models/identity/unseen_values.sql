-- Contact values that are neither their own exact key already nor known from an earlier run, once each.
-- grain: kind, country, value
-- materialized: view
with
  every_value as (
    select contact_points.kind, contact_points.country, contact_points.value
    from staging.contact_points
    union all
    select 'any' as kind, profiles.country, consent_events.contact_point as value
    from staging.consent_events
    left join staging.customers as profiles on profiles.customer_id = consent_events.customer_id
    where consent_events.contact_point is not null
    union all
    select suppressions.match as kind, cast(null as varchar) as country, suppressions.value
    from staging.suppressions
    where suppressions.match in ('phone', 'email', 'address')
    union all
    select 'any' as kind, profiles.country, contact_history.contact_point as value
    from staging.contact_history
    left join staging.customers as profiles on profiles.customer_id = contact_history.customer_id
    where contact_history.contact_point is not null
  ),

  located as (
    select
      every_value.kind,
      coalesce(every_value.country, parameters.default_country) as country,
      every_value.value
    from every_value
    cross join run.parameters
    where not is_clean_contact(every_value.value)
  )

select
  located.kind,
  located.country,
  located.value
from located
left join identity.contact_values
  on contact_values.kind = located.kind
  and contact_values.country = located.country
  and contact_values.value = located.value
where contact_values.value is null
group by located.kind, located.country, located.value
