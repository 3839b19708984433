-- Contact points whose last outcome is a bounce: nobody is reached there until a contact arrives again. A bounce stays with the
-- point, whoever has it.
-- grain: contact_key
with
  reported as (
    select
      outcomes.contact_key,
      outcomes.outcome,
      coalesce(outcomes.said_at, outcomes.first_seen_at) as reported_at
    from state.outcomes
    where outcomes.outcome in ('bounced', 'delivered', 'answered')
    union all
    select
      stated_contacts.contact_key,
      contact_history.outcome,
      contact_history.contacted_at as reported_at
    from staging.contact_history
    inner join consent.stated_contacts
      on stated_contacts.file_id = contact_history.file_id
      and stated_contacts.record_index = contact_history.record_index
    where contact_history.outcome in ('bounced', 'delivered', 'answered')
  ),

  lasts as (
    select
      reported.contact_key,
      max(case when reported.outcome = 'bounced' then reported.reported_at end) as bounced_at,
      max(case when reported.outcome <> 'bounced' then reported.reported_at end) as reached_at
    from reported
    where reported.contact_key is not null
    group by reported.contact_key
  )

select
  lasts.contact_key,
  lasts.bounced_at
from lasts
where lasts.bounced_at >= coalesce(lasts.reached_at, lasts.bounced_at)
