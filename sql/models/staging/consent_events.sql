-- Every statement of wishes that was loaded: words folded to lower case, unknown ones and blanks made plain.
-- grain: file_id, record_index
-- grain holds: the record index is the row's own number inside its file
-- materialized: view
with
  folded as (
    select
      consent_events.*,
      lower(coalesce(consent_events.purpose, '')) as purpose_word,
      lower(coalesce(consent_events.channel, '')) as channel_word,
      lower(consent_events.action) as action_word
    from raw.consent_events
    where consent_events.load_status = 'loaded'
  )

select
  folded.file_id,
  folded.record_index,
  folded.source_id,
  folded.event_id,
  folded.customer_id,
  folded.contact_point,
  folded.contact_point_key as clean_key,
  purposes.purpose,
  channels.channel,
  folded.purpose_word in ('', '*') as is_purpose_blank,
  folded.channel_word in ('', '*') as is_channel_blank,
  folded.channel_word = '' as is_channel_left_out,
  folded.action_word as action,
  folded.action_word in ('refuse', 'withdraw', 'revoke', 'invalidate') as is_denial,
  folded.action_word in ('give', 'renew') as is_grant,
  folded.effective_at,
  folded.effective_at_precision,
  folded.recorded_at,
  folded.recorded_at_precision,
  folded.expires_at,
  folded.expires_at_precision,
  coalesce(lower(folded.legal_basis), 'consent') as legal_basis,
  folded.refusal_offered as is_refusal_offered,
  folded.topic,
  lower(folded.authority) as authority,
  lower(folded.origin) as origin,
  lower(folded.stop_scope) as stop_scope,
  folded.notice_id,
  folded.notice_version,
  folded.method,
  folded.proof_ref
from folded
left join run.purposes on purposes.purpose = folded.purpose_word
left join run.channels on channels.channel = folded.channel_word
