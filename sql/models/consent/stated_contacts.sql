-- The contact key that each statement of wishes, opt-out, suppression or reported contact names, or the key of a suppressed domain or
-- prefix; null where it names none that can be read.
-- Readable is a valid telephone number or e-mail, and an address in a list of addresses or on a channel that goes to one:
-- anything else that is written there could be meant as anything. Clean rows of a register are left out, since most of a register is about others:
-- they are readable, and `consent.register_denials` has their keys.
-- grain: file_id, record_index
-- grain holds: one row for each loaded record that names a contact point
with
  stated as (
    select
      consent_events.file_id,
      consent_events.record_index,
      'any' as kind,
      customers.country,
      cast(null as varchar) as list_country,
      consent_events.contact_point as value,
      consent_events.clean_key,
      coalesce(consent_events.channel, '') in ('post', 'visit') as may_be_address
    from staging.consent_events
    left join staging.customers on customers.customer_id = consent_events.customer_id
    where consent_events.contact_point is not null
    union all
    select
      suppressions.file_id,
      suppressions.record_index,
      suppressions.match as kind,
      cast(null as varchar) as country,
      lists.country as list_country,
      suppressions.value,
      suppressions.clean_key,
      suppressions.match = 'address' as may_be_address
    from staging.suppressions
    left join run.lists on lists.list_id = suppressions.list_id
    where suppressions.match in ('phone', 'email', 'address', 'domain', 'prefix')
      and (suppressions.clean_key is null or not coalesce(lists.is_register, false))
    union all
    select
      contact_history.file_id,
      contact_history.record_index,
      'any' as kind,
      customers.country,
      cast(null as varchar) as list_country,
      contact_history.contact_point as value,
      contact_history.clean_key,
      coalesce(contact_history.channel, '') in ('post', 'visit') as may_be_address
    from staging.contact_history
    left join staging.customers on customers.customer_id = contact_history.customer_id
    where contact_history.contact_point is not null
    union all
    select
      opt_outs.file_id,
      opt_outs.record_index,
      min(opt_outs.kind) as kind,
      min(coalesce(opt_outs.country, customers.country)) as country,
      cast(null as varchar) as list_country,
      min(opt_outs.contact_point) as value,
      min(opt_outs.clean_key) as clean_key,
      min(opt_outs.kind) in ('address', 'any') as may_be_address
    from staging.opt_outs
    left join staging.customers on customers.customer_id = opt_outs.customer_id
    where opt_outs.contact_point is not null
    group by opt_outs.file_id, opt_outs.record_index
  ),

  keyed as (
    select
      stated.file_id,
      stated.record_index,
      stated.may_be_address,
      stated.clean_key is not null or coalesce(as_listed.is_valid, false) or coalesce(contact_values.is_valid, false) as is_valid,
      -- A number of a list is one of the list's own country, if it can be.
      coalesce(stated.clean_key, case when as_listed.is_valid then as_listed.contact_key end, contact_values.contact_key) as contact_key
    from stated
    cross join run.parameters
    left join identity.contact_values
      on contact_values.kind = case when stated.clean_key is null then stated.kind end
      and contact_values.country = coalesce(stated.country, parameters.default_country)
      and contact_values.value = stated.value
    left join identity.contact_values as as_listed
      on as_listed.kind = case when stated.clean_key is null then stated.kind end
      and as_listed.country = stated.list_country
      and as_listed.value = stated.value
  )

select
  keyed.file_id,
  keyed.record_index,
  keyed.contact_key,
  keyed.is_valid and (keyed.may_be_address or not starts_with(keyed.contact_key, 'address:')) as is_readable
from keyed
