-- Everything that says no for ever in files the stops store has not taken in yet: refusals, opt-out columns, suppressions of the
-- company's own lists, opt-outs after a contact and complaints.
-- A day without a zone starts at its first moment on Earth and counts as said at its last. A local time of an outcome was read
-- in the project's zone: fifty hours before and after hold that day wherever it was.
-- grain: denial_id
with
  said as (
    select
      'event' as kind,
      consent_events.source_id,
      consent_events.file_id,
      consent_events.record_index,
      consent_events.event_id as source_key,
      consent_events.action as word,
      consent_events.customer_id,
      coalesce(consent_events.purpose, '*') as purpose,
      coalesce(consent_events.channel, '*') as channel,
      -- Plain words are a topic; anything else could be several, or about every topic.
      case
        when matches(consent_events.topic, '[\p{L}\p{N}_ -]+')
          and not stands_for_nothing(consent_events.topic)
          and lower(replace(consent_events.topic, ' ', ''))
            not in ('all', 'any', 'every', 'everything', 'alltopics', 'anytopic', 'everytopic', '全部', '所有', '全部主题', '所有主题')
          then lower(replace(consent_events.topic, ' ', ''))
      end as topic,
      coalesce(consent_events.stop_scope = 'contact_point', false) as is_point_stop,
      consent_events.origin,
      consent_events.authority,
      consent_events.effective_at,
      consent_events.effective_at_precision,
      cast(null as timestamp(6)) as expires_at,
      'absent' as expires_at_precision,
      consent_events.recorded_at,
      consent_events.recorded_at_precision
    from staging.consent_events
    where consent_events.is_denial
    union all
    select
      'suppression' as kind,
      suppressions.source_id,
      suppressions.file_id,
      suppressions.record_index,
      suppressions.list_id as source_key,
      suppressions.match as word,
      case when suppressions.match = 'person' then suppressions.value end as customer_id,
      suppressions.purpose,
      suppressions.channel,
      suppressions.topic,
      false as is_point_stop,
      suppressions.origin,
      suppressions.authority,
      suppressions.effective_at,
      suppressions.effective_at_precision,
      suppressions.expires_at,
      suppressions.expires_at_precision,
      suppressions.recorded_at,
      suppressions.recorded_at_precision
    from staging.suppressions
    left join run.lists on lists.list_id = suppressions.list_id
    where not coalesce(lists.is_register, false)
    union all
    select
      'outcome' as kind,
      contact_history.source_id,
      contact_history.file_id,
      contact_history.record_index,
      contact_history.contact_id as source_key,
      contact_history.outcome as word,
      contact_history.customer_id,
      'direct_marketing' as purpose,
      case when contact_history.outcome = 'complained' then '*' else coalesce(channels.channel, '*') end as channel,
      cast(null as varchar) as topic,
      false as is_point_stop,
      cast(null as varchar) as origin,
      'subject' as authority,
      contact_history.contacted_at as effective_at,
      case when contact_history.contacted_at_precision = 'day' then 'local' else contact_history.contacted_at_precision end as effective_at_precision,
      cast(null as timestamp(6)) as expires_at,
      'absent' as expires_at_precision,
      cast(null as timestamp(6)) as recorded_at,
      'absent' as recorded_at_precision
    from staging.contact_history
    left join run.channels on channels.channel = contact_history.channel
    where contact_history.outcome in ('opted_out', 'complained')
    union all
    select
      'event' as kind,
      opt_outs.source_id,
      opt_outs.file_id,
      opt_outs.record_index,
      opt_outs.name as source_key,
      'opt_out' as word,
      opt_outs.customer_id,
      opt_outs.purpose,
      opt_outs.channel,
      cast(null as varchar) as topic,
      opt_outs.is_point_stop,
      case when opt_outs.customer_id is not null then 'account' end as origin,
      opt_outs.authority,
      cast(null as timestamp(6)) as effective_at,
      'absent' as effective_at_precision,
      cast(null as timestamp(6)) as expires_at,
      'absent' as expires_at_precision,
      cast(null as timestamp(6)) as recorded_at,
      'absent' as recorded_at_precision
    from staging.opt_outs
  ),

  located as (
    select
      said.*,
      -- The digits of a number that is none bind as they stand, beside whoever else the record names.
      case
        when stated_contacts.is_readable then stated_contacts.contact_key
        when starts_with(stated_contacts.contact_key, 'phone:raw:') and length(stated_contacts.contact_key) >= 17
          then stated_contacts.contact_key
      end as contact_key,
      files.first_seen_at
    from said
    inner join run.files on files.file_id = said.file_id
    left join consent.stated_contacts
      on stated_contacts.file_id = said.file_id
      and stated_contacts.record_index = said.record_index
    where not files.is_absorbed
      and (
        said.kind <> 'suppression'
        or said.word = 'person'
        or stated_contacts.is_readable
        or (starts_with(stated_contacts.contact_key, 'phone:raw:') and length(stated_contacts.contact_key) >= 17)
      )
    union all
    -- A number that names no country is denied in each of its readings; of files taken in before as well, for people of a country that was new since.
    select
      said.*,
      further_readings.contact_key,
      files.first_seen_at
    from said
    inner join run.files on files.file_id = said.file_id
    inner join consent.further_readings
      on further_readings.file_id = said.file_id
      and further_readings.record_index = said.record_index
  ),

  timed as (
    select
      located.*,
      case
        when located.authority = 'machine' then 0
        when located.authority = 'user' then 1
        when located.authority = 'admin' then 2
        else 3
      end as authority_rank,
      case
        when located.effective_at_precision = 'instant' then located.effective_at
        when located.effective_at_precision = 'day' then located.effective_at - interval '14' hour
        when located.effective_at_precision = 'local' then located.effective_at - interval '50' hour
      end as start_at,
      case
        when located.effective_at_precision = 'instant' then located.effective_at
        when located.effective_at_precision = 'day' then located.effective_at + interval '36' hour
        when located.effective_at_precision = 'local' then located.effective_at + interval '50' hour
      end as order_at,
      -- An end before its own beginning, or of before 1970, is what systems write for none.
      case
        when located.expires_at < timestamp '1970-01-03 00:00:00' then cast(null as timestamp(6))
        when located.expires_at + case when located.expires_at_precision = 'day' then interval '36' hour else interval '0' hour end
            < located.effective_at - case when located.effective_at_precision = 'day' then interval '14' hour else interval '0' hour end
          then cast(null as timestamp(6))
        when located.expires_at_precision = 'instant' then located.expires_at
        when located.expires_at_precision = 'day' then located.expires_at + interval '36' hour
      end as end_at,
      -- Recorded at a time that cannot be read is recorded at any time.
      case
        when located.recorded_at_precision = 'instant' then located.recorded_at
        when located.recorded_at_precision = 'day' then located.recorded_at - interval '14' hour
        when located.recorded_at_precision = 'unreadable' then timestamp '0001-01-01 00:00:00'
      end as known_at
    from located
  ),

  named as (
    select
      timed.*,
      -- Lengths in front keep two statements apart that differ only in where one field ends and the next begins.
      sha256_hex(concat_ws('|',
        timed.kind, timed.source_id, timed.word, timed.purpose, timed.channel,
        cast(length(coalesce(timed.source_key, '')) as varchar), coalesce(timed.source_key, ''),
        cast(length(coalesce(timed.customer_id, '')) as varchar), coalesce(timed.customer_id, ''),
        cast(length(coalesce(timed.contact_key, '')) as varchar), coalesce(timed.contact_key, ''),
        cast(length(coalesce(timed.topic, '')) as varchar), coalesce(timed.topic, ''),
        cast(timed.is_point_stop as varchar), coalesce(timed.origin, ''), cast(timed.authority_rank as varchar),
        coalesce(timestamp_text(timed.start_at), ''), coalesce(timestamp_text(timed.order_at), ''),
        coalesce(timestamp_text(timed.end_at), '')
      )) as denial_id
    from timed
  ),

  numbered as (
    select
      named.*,
      row_number() over (
        partition by named.denial_id
        order by named.first_seen_at, named.known_at nulls last, named.file_id, named.record_index
      ) as place
    from named
  )

select
  numbered.denial_id,
  numbered.kind,
  numbered.word,
  numbered.source_key,
  numbered.customer_id,
  numbered.contact_key,
  numbered.purpose,
  numbered.channel,
  numbered.topic,
  numbered.is_point_stop,
  numbered.origin,
  numbered.authority_rank,
  numbered.start_at,
  coalesce(numbered.order_at, numbered.first_seen_at) as order_at,
  numbered.end_at,
  numbered.known_at as recorded_at,
  numbered.first_seen_at,
  numbered.source_id,
  numbered.file_id,
  numbered.record_index
from numbered
where numbered.place = 1
