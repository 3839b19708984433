-- Every statement that says yes and names a person and a known purpose. A day without a zone starts at its last moment on Earth,
-- counts as said at its first, and ends at its first.
-- grain: file_number, record_index
-- grain holds: one row for each loaded record
with
  given as (
    select
      consent_events.*,
      files.file_number,
      files.first_seen_at,
      sources.authority_rank as ceiling_rank,
      sources.is_bought,
      not coalesce(stands_for_nothing(consent_events.method), true) as has_method,
      not coalesce(stands_for_nothing(consent_events.proof_ref), true) as has_proof_ref,
      lower(trim(coalesce(consent_events.method, ''))) as method_word,
      stated_contacts.contact_key,
      coalesce(clusters.person_id, consent_events.customer_id) as person_id,
      clusters.customer_id is not null as is_of_cluster
    from staging.consent_events
    inner join run.files on files.file_id = consent_events.file_id
    inner join run.sources on sources.source_id = consent_events.source_id
    left join identity.clusters on clusters.customer_id = consent_events.customer_id
    left join consent.stated_contacts
      on stated_contacts.file_id = consent_events.file_id
      and stated_contacts.record_index = case when consent_events.contact_point is not null then consent_events.record_index end
    where consent_events.is_grant
      and consent_events.customer_id is not null
      and consent_events.purpose is not null
  )

select
  given.file_number,
  given.record_index,
  given.person_id,
  given.customer_id,
  given.is_of_cluster,
  given.is_bought,
  given.purpose,
  given.channel,
  given.is_channel_left_out,
  given.notice_id,
  given.notice_version,
  given.contact_key,
  given.contact_point is null as is_contact_point_blank,
  given.legal_basis,
  -- What a record of another basis than consent rests on; consent rests on itself.
  case
    when given.legal_basis = 'consent' then 'other'
    when given.method_word in ('sale', 'purchase', 'order', 'contract') then 'sale'
    when given.method_word in ('enquiry', 'inquiry', 'quote', 'application') then 'enquiry'
    else 'other'
  end as basis_event,
  coalesce(given.is_refusal_offered, false) as is_refusal_offered,
  nullif(lower(replace(given.topic, ' ', '')), '') as topic,
  given.has_method and given.has_proof_ref as has_proof,
  -- The guardian of a minor is named by the method of the proof.
  given.has_proof_ref
    and (
      starts_with(given.method_word, 'guardian')
      or starts_with(given.method_word, 'parent')
      or starts_with(given.method_word, '监护人')
    ) as has_guardian_proof,
  cast(given.effective_at as date) as said_date,
  least(
    case
      when given.authority = 'subject' then 3
      when given.authority = 'admin' then 2
      when given.authority = 'user' then 1
      else 0
    end,
    given.ceiling_rank
  ) as authority_rank,
  case
    when given.effective_at_precision = 'instant' then given.effective_at
    else given.effective_at + interval '36' hour
  end as start_at,
  case
    when given.effective_at_precision = 'instant' then given.effective_at
    else given.effective_at - interval '14' hour
  end as order_at,
  case
    when given.expires_at_precision = 'instant' then given.expires_at
    when given.expires_at_precision = 'day' then given.expires_at - interval '14' hour
    when given.expires_at_precision = 'unreadable' then timestamp '0001-01-01 00:00:00'
  end as end_at
from given
where given.effective_at_precision in ('instant', 'day')
  and not (
    given.recorded_at_precision = 'unreadable'
    or (given.recorded_at_precision = 'instant' and given.recorded_at > given.first_seen_at)
    or (given.recorded_at_precision = 'day' and given.recorded_at - interval '14' hour > given.first_seen_at)
  )
