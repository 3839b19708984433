-- The further contact keys of refusals, opt-outs and suppressions whose number is written without a country, and of nobody who is known to be of one:
-- read as of every other country that this project's customers or contact points are of. Denials are taken wide, so each valid reading binds.
-- Rows of registers are read so where they are matched, in `consent.register_denials`.
-- grain: file_id, record_index, contact_key
with
  stated as (
    select consent_events.file_id, consent_events.record_index, 'any' as kind, consent_events.contact_point as value
    from staging.consent_events
    left join staging.customers on customers.customer_id = consent_events.customer_id
    where consent_events.is_denial
      and consent_events.contact_point is not null
      and consent_events.clean_key is null
      and customers.country is null
    union all
    select suppressions.file_id, suppressions.record_index, suppressions.match as kind, suppressions.value
    from staging.suppressions
    left join run.lists on lists.list_id = suppressions.list_id
    where suppressions.match = 'phone'
      and suppressions.clean_key is null
      and not coalesce(lists.is_register, false)
    union all
    select contact_history.file_id, contact_history.record_index, 'any' as kind, contact_history.contact_point as value
    from staging.contact_history
    left join staging.customers on customers.customer_id = contact_history.customer_id
    where contact_history.outcome in ('opted_out', 'complained')
      and contact_history.contact_point is not null
      and contact_history.clean_key is null
      and customers.country is null
    union all
    select opt_outs.file_id, opt_outs.record_index, opt_outs.kind, opt_outs.contact_point as value
    from staging.opt_outs
    left join staging.customers on customers.customer_id = opt_outs.customer_id
    where opt_outs.contact_point is not null
      and opt_outs.clean_key is null
      and opt_outs.country is null
      and customers.country is null
  )

select
  stated.file_id,
  stated.record_index,
  contact_values.contact_key
from stated
cross join staging.further_countries
inner join identity.contact_values
  on contact_values.kind = stated.kind
  and contact_values.country = further_countries.country
  and contact_values.value = stated.value
where contact_values.is_valid
  and starts_with(contact_values.contact_key, 'phone:')
group by stated.file_id, stated.record_index, contact_values.contact_key
