-- What is doubtful in what people said: consent, opt-outs and preferences of nobody known, times and words that cannot be read,
-- and merges that contradict themselves.
-- grain: finding, file_id, record_index
-- grain holds: a record has each finding once
with
  found_twice as (
    select consent_events.event_id
    from staging.consent_events
    where consent_events.event_id is not null
    group by consent_events.event_id
    having count(*) > 1
  ),

  repeated as (
    select consent_events.source_id, consent_events.event_id
    from found_twice
    inner join staging.consent_events on consent_events.event_id = found_twice.event_id
    group by consent_events.source_id, consent_events.event_id
    having count(*) > 1
  ),

  -- A yes that can lift no subject's no: of less authority, or without a time.
  yes_of_others as (
    select
      consent_events.source_id,
      consent_events.file_id,
      consent_events.record_index,
      grants.customer_id,
      grants.purpose,
      grants.channel,
      grants.topic,
      grants.authority_rank,
      grants.order_at
    from consent.grants
    inner join run.files on files.file_number = grants.file_number
    inner join staging.consent_events
      on consent_events.file_id = files.file_id
      and consent_events.record_index = grants.record_index
    where grants.authority_rank < 3
    union all
    select
      consent_events.source_id,
      consent_events.file_id,
      consent_events.record_index,
      consent_events.customer_id,
      consent_events.purpose,
      consent_events.channel,
      lower(replace(consent_events.topic, ' ', '')) as topic,
      0 as authority_rank,
      cast(null as timestamp(6)) as order_at
    from staging.consent_events
    where consent_events.is_grant
      and consent_events.effective_at_precision not in ('instant', 'day')
      and consent_events.customer_id is not null
  ),

  repeated_interactions as (
    select interactions.source_id, interactions.interaction_id
    from staging.interactions
    group by interactions.source_id, interactions.interaction_id
    having count(*) > 1
  ),

  repeated_preferences as (
    select preferences.source_id, preferences.event_id
    from staging.preferences
    group by preferences.source_id, preferences.event_id
    having count(*) > 1
  )

select 'consent_events_of_unknown_customers' as finding, consent_events.source_id, consent_events.file_id, consent_events.record_index
from staging.consent_events
left join identity.people on people.customer_id = consent_events.customer_id
where consent_events.customer_id is not null
  and people.customer_id is null
union all
select 'denials_with_unknown_purpose' as finding, consent_events.source_id, consent_events.file_id, consent_events.record_index
from staging.consent_events
where consent_events.is_denial
  and consent_events.purpose is null
  and not consent_events.is_purpose_blank
union all
select 'consent_times_unreadable' as finding, consent_events.source_id, consent_events.file_id, consent_events.record_index
from staging.consent_events
where consent_events.effective_at_precision = 'unreadable'
  or consent_events.expires_at_precision = 'unreadable'
union all
select 'consents_that_end_before_they_start' as finding, consent_events.source_id, consent_events.file_id, consent_events.record_index
from staging.consent_events
where consent_events.is_grant
  and consent_events.expires_at < consent_events.effective_at
union all
-- The person's own no binds on: only they themselves can say yes again.
select 'consents_against_refusals' as finding, yes.source_id, yes.file_id, yes.record_index
from yes_of_others as yes
inner join consent.denials
  on denials.customer_id = yes.customer_id
  and (denials.purpose = '*' or denials.purpose = yes.purpose)
  and (denials.channel = '*' or coalesce(yes.channel, denials.channel) = denials.channel)
  and (denials.topic is null or coalesce(yes.topic, '*') in ('*', denials.topic))
where denials.authority_rank > yes.authority_rank
  and (yes.order_at is null or denials.order_at < yes.order_at)
group by yes.source_id, yes.file_id, yes.record_index
union all
select 'consent_event_ids_repeated' as finding, consent_events.source_id, consent_events.file_id, consent_events.record_index
from staging.consent_events
inner join repeated
  on repeated.source_id = consent_events.source_id
  and repeated.event_id = consent_events.event_id
union all
select 'opt_outs_unreadable' as finding, opt_outs.source_id, opt_outs.file_id, opt_outs.record_index
from staging.opt_outs
where opt_outs.is_unreadable
group by opt_outs.source_id, opt_outs.file_id, opt_outs.record_index
union all
select 'preferences_of_unknown_customers' as finding, preferences.source_id, preferences.file_id, preferences.record_index
from staging.preferences
left join identity.people on people.customer_id = preferences.customer_id
where people.customer_id is null
union all
select 'preferences_unreadable' as finding, preferences.source_id, preferences.file_id, preferences.record_index
from staging.preferences
where case preferences.key
    when 'pause_until' then preferences.paused_until_at is null
    when 'cap' then preferences.contacts_allowed = 0 and preferences.value_word <> '0'
    when 'hours' then not matches(preferences.value_word, '[0-2]?[0-9]:[0-5][0-9] ?- ?[0-2]?[0-9]:[0-5][0-9]')
    when 'channel' then preferences.channel is null and not matches(preferences.words, '([|](call|automated_call|sms|email|post|visit|[*]))+[|]')
    else preferences.value_word = ''
  end
union all
select 'suppressions_that_end_before_they_start' as finding, suppressions.source_id, suppressions.file_id, suppressions.record_index
from staging.suppressions
where suppressions.expires_at < suppressions.effective_at
  or suppressions.expires_at < timestamp '1970-01-03 00:00:00'
union all
select 'stated_contact_points_unreadable' as finding, said.source_id, stated_contacts.file_id, stated_contacts.record_index
from consent.stated_contacts
inner join (
  select consent_events.source_id, consent_events.file_id, consent_events.record_index
  from staging.consent_events
  union all
  select contact_history.source_id, contact_history.file_id, contact_history.record_index
  from staging.contact_history
) as said
  on said.file_id = stated_contacts.file_id
  and said.record_index = stated_contacts.record_index
where not stated_contacts.is_readable
union all
select 'outcomes_of_unknown_customers' as finding, contact_history.source_id, contact_history.file_id, contact_history.record_index
from staging.contact_history
left join identity.people on people.customer_id = contact_history.customer_id
where contact_history.outcome in ('opted_out', 'complained')
  and contact_history.customer_id is not null
  and people.customer_id is null
union all
select 'suppressions_of_unknown_customers' as finding, suppressions.source_id, suppressions.file_id, suppressions.record_index
from staging.suppressions
left join identity.people on people.customer_id = suppressions.value
where suppressions.match = 'person'
  and people.customer_id is null
union all
select 'interactions_of_unknown_customers' as finding, interactions.source_id, interactions.file_id, interactions.record_index
from staging.interactions
left join identity.people on people.customer_id = interactions.customer_id
where people.customer_id is null
union all
select 'interaction_ids_repeated' as finding, interactions.source_id, interactions.file_id, interactions.record_index
from staging.interactions
inner join repeated_interactions
  on repeated_interactions.source_id = interactions.source_id
  and repeated_interactions.interaction_id = interactions.interaction_id
union all
select 'preference_event_ids_repeated' as finding, preferences.source_id, preferences.file_id, preferences.record_index
from staging.preferences
inner join repeated_preferences
  on repeated_preferences.source_id = preferences.source_id
  and repeated_preferences.event_id = preferences.event_id
union all
select 'merges_undone_before_they_began' as finding, merges.source_id, merges.file_id, merges.record_index
from staging.merges
where merges.undone_at < merges.merged_at
union all
select 'merges_of_different_birth_dates' as finding, merges.source_id, merges.file_id, merges.record_index
from staging.merges
inner join personal.profiles as merged on merged.customer_id = merges.from_customer_id
inner join personal.profiles as kept on kept.customer_id = merges.into_customer_id
where merged.birth_date <> kept.birth_date
