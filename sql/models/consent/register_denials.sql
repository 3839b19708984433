-- What registers and partners' lists say about anybody who is known here, by the newest snapshot of each: a number that a later one
-- lacks binds nobody any more. They are matched before they become denials, since most of a register is about others. Without a scope of its own
-- a row of a national or industry register is about direct marketing, and binds its number alone; a partner's row binds the person.
-- grain: denial_id
-- grain holds: rows that say the same are grouped
with
  -- A number that names no country is one of the register's own country, of the project's, or of any that people here are of: whichever of them
  -- somebody has is denied.
  readings as (
    select lists.list_id, parameters.default_country as country, true as is_of_project, false as is_further
    from run.lists
    cross join run.parameters
    union all
    select lists.list_id, lists.country, false as is_of_project, false as is_further
    from run.lists
    cross join run.parameters
    where lists.country <> parameters.default_country
    union all
    select lists.list_id, further_countries.country, false as is_of_project, true as is_further
    from run.lists
    cross join staging.further_countries
    where lists.country is null
      or lists.country <> further_countries.country
  ),

  listed as (
    select
      suppressions.list_id,
      suppressions.source_id,
      suppressions.file_id,
      suppressions.record_index,
      suppressions.match,
      suppressions.value,
      coalesce(suppressions.clean_key, contact_values.contact_key) as contact_key,
      case when suppressions.has_scope or lists.kind = 'partner' then suppressions.purpose else 'direct_marketing' end as purpose,
      suppressions.channel,
      suppressions.topic,
      lists.kind,
      suppressions.effective_at,
      suppressions.effective_at_precision,
      suppressions.expires_at,
      suppressions.expires_at_precision,
      files.first_seen_at
    from staging.suppressions
    inner join run.register_files
      on register_files.list_id = suppressions.list_id
      and register_files.file_id = suppressions.file_id
    inner join run.lists on lists.list_id = suppressions.list_id
    inner join run.files on files.file_id = suppressions.file_id
    inner join readings
      on readings.list_id = suppressions.list_id
      and (readings.is_of_project or suppressions.clean_key is null)
      and (not readings.is_further or suppressions.match = 'phone')
    left join identity.contact_values
      on contact_values.kind = case when suppressions.clean_key is null then suppressions.match end
      and contact_values.country = readings.country
      and contact_values.value = suppressions.value
      and (contact_values.is_valid or not readings.is_further)
  ),

  held as (
    select loose_contact_key(contact_points.contact_key) as loose_key
    from identity.contact_points
    group by loose_contact_key(contact_points.contact_key)
  ),

  -- One pass over the register: a number that somebody here has, a domain or prefix, a customer, or a hash of a contact point here.
  matched as (
    select
      listed.list_id,
      listed.source_id,
      listed.file_id,
      listed.record_index,
      listed.match,
      coalesce(hashed_points.contact_key, listed.contact_key) as contact_key,
      listed.purpose,
      listed.channel,
      listed.topic,
      listed.kind,
      listed.effective_at,
      listed.effective_at_precision,
      listed.expires_at,
      listed.expires_at_precision,
      listed.first_seen_at,
      case when listed.match in ('person', 'hash') then listed.match || ':' || listed.value else listed.contact_key end as entry_key,
      case when listed.match = 'person' then listed.value end as customer_id
    from listed
    left join held on held.loose_key = loose_contact_key(listed.contact_key)
    left join consent.hashed_points
      on hashed_points.list_id = listed.list_id
      and hashed_points.hashed_value = case when listed.match = 'hash' then listed.value end
    where held.loose_key is not null
      or hashed_points.list_id is not null
      or listed.match = 'person'
      or (listed.match in ('domain', 'prefix') and listed.contact_key is not null)
  ),

  timed as (
    select
      matched.*,
      case when matched.channel = '*' then list_channels.channel else matched.channel end as bound_channel,
      coalesce(register_entries.first_seen_at, matched.first_seen_at) as known_at,
      case
        when matched.effective_at_precision = 'instant' then matched.effective_at
        when matched.effective_at_precision = 'day' then matched.effective_at - interval '14' hour
      end as start_at,
      case
        when matched.effective_at_precision = 'instant' then matched.effective_at
        when matched.effective_at_precision = 'day' then matched.effective_at + interval '36' hour
      end as order_at,
      -- As of every suppression: an end before its own beginning, or of before 1970, is what systems write for none.
      case
        when matched.expires_at < timestamp '1970-01-03 00:00:00' or matched.expires_at < matched.effective_at then cast(null as timestamp(6))
        when matched.expires_at_precision = 'instant' then matched.expires_at
        when matched.expires_at_precision = 'day' then matched.expires_at + interval '36' hour
      end as end_at
    from matched
    inner join run.list_channels on list_channels.list_id = matched.list_id
    left join state.register_entries
      on register_entries.list_id = matched.list_id
      and register_entries.entry_key = matched.entry_key
  )

select
  sha256_hex(concat_ws('|',
    'register', timed.list_id, timed.entry_key, coalesce(timed.contact_key, ''), timed.purpose, timed.bound_channel, coalesce(timed.topic, ''),
    coalesce(timestamp_text(timed.start_at), ''), coalesce(timestamp_text(timed.order_at), ''), coalesce(timestamp_text(timed.end_at), '')
  )) as denial_id,
  'register' as kind,
  min(timed.match) as word,
  timed.list_id as source_key,
  min(timed.customer_id) as customer_id,
  timed.contact_key,
  timed.purpose,
  timed.bound_channel as channel,
  timed.topic,
  min(timed.kind) <> 'partner' as is_point_stop,
  cast(null as varchar) as origin,
  3 as authority_rank,
  timed.start_at,
  coalesce(timed.order_at, min(timed.known_at)) as order_at,
  timed.end_at,
  min(timed.known_at) as recorded_at,
  min(timed.known_at) as first_seen_at,
  min(timed.source_id) as source_id,
  min(timed.file_id) as file_id,
  min(timed.record_index) as record_index
from timed
group by
  timed.list_id,
  timed.entry_key,
  timed.contact_key,
  timed.purpose,
  timed.bound_channel,
  timed.topic,
  timed.start_at,
  timed.order_at,
  timed.end_at
