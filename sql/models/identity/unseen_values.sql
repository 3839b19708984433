-- Contact values that are neither their own exact key already nor known from an earlier run, once each.
-- grain: kind, country, value
-- materialized: view
with
  every_value as (
    select
      contact_points.kind,
      coalesce(contact_points.country, customers.country) as country,
      contact_points.value
    from staging.contact_points
    left join staging.customers on customers.customer_id = contact_points.customer_id
    where contact_points.clean_key is null
    union all
    select 'any' as kind, customers.country, consent_events.contact_point as value
    from staging.consent_events
    left join staging.customers on customers.customer_id = consent_events.customer_id
    where consent_events.contact_point is not null
      and consent_events.clean_key is null
    union all
    select suppressions.match as kind, cast(null as varchar) as country, suppressions.value
    from staging.suppressions
    where suppressions.match in ('phone', 'email', 'address', 'domain', 'prefix')
      and suppressions.clean_key is null
    union all
    -- The numbers of a list may be those of its own country as well.
    select suppressions.match as kind, lists.country, suppressions.value
    from staging.suppressions
    inner join run.lists on lists.list_id = suppressions.list_id
    where suppressions.match in ('phone', 'email', 'address', 'domain', 'prefix')
      and suppressions.clean_key is null
      and lists.country is not null
    union all
    select 'any' as kind, customers.country, contact_history.contact_point as value
    from staging.contact_history
    left join staging.customers on customers.customer_id = contact_history.customer_id
    where contact_history.contact_point is not null
      and contact_history.clean_key is null
    union all
    select opt_outs.kind, coalesce(opt_outs.country, customers.country) as country, opt_outs.contact_point as value
    from staging.opt_outs
    left join staging.customers on customers.customer_id = opt_outs.customer_id
    where opt_outs.contact_point is not null
      and opt_outs.clean_key is null
  ),

  -- A stop that names no country, nor anybody who is of one, may be of any country that the project's people are of.
  every_stop as (
    select 'any' as kind, consent_events.contact_point as value
    from staging.consent_events
    left join staging.customers on customers.customer_id = consent_events.customer_id
    where consent_events.is_denial
      and consent_events.clean_key is null
      and customers.country is null
    union all
    select suppressions.match as kind, suppressions.value
    from staging.suppressions
    where suppressions.match = 'phone'
      and suppressions.clean_key is null
    union all
    select 'any' as kind, contact_history.contact_point as value
    from staging.contact_history
    left join staging.customers on customers.customer_id = contact_history.customer_id
    where contact_history.outcome in ('opted_out', 'complained')
      and contact_history.clean_key is null
      and customers.country is null
    union all
    select opt_outs.kind, opt_outs.contact_point as value
    from staging.opt_outs
    left join staging.customers on customers.customer_id = opt_outs.customer_id
    where opt_outs.clean_key is null
      and opt_outs.country is null
      and customers.country is null
  ),

  located as (
    select
      every_value.kind,
      coalesce(every_value.country, parameters.default_country) as country,
      every_value.value
    from every_value
    cross join run.parameters
    union all
    select
      every_stop.kind,
      further_countries.country,
      every_stop.value
    from every_stop
    cross join staging.further_countries
    where every_stop.kind in ('phone', 'any')
      and every_stop.value is not null
      and not starts_with(every_stop.value, '+')
      and strpos(every_stop.value, '@') = 0
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
