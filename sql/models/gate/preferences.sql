-- The preferences that count for each candidate: of one customer's about one thing the newest that holds before the send window,
-- and every other that no such one certainly replaces. Each member of a cluster keeps theirs, and all of them count.
-- grain: campaign_id, person_id, file_id, record_index
-- grain holds: a candidate is asked for once in a campaign, and a record names one customer
with
  asked as (
    select
      candidates.campaign_id,
      candidates.person_id,
      campaigns.send_from_at,
      preferences.*
    from staging.preferences
    left join identity.clusters on clusters.customer_id = preferences.customer_id
    inner join gate.candidates on candidates.person_id = coalesce(clusters.person_id, preferences.customer_id)
    inner join run.campaigns on campaigns.campaign_id = candidates.campaign_id
    where (preferences.channel is null or preferences.channel = campaigns.channel)
      and (preferences.earliest_at is null or preferences.earliest_at < campaigns.send_until_at)
  )

select
  asked.campaign_id,
  asked.person_id,
  asked.file_id,
  asked.record_index,
  asked.event_id,
  asked.channel,
  asked.key,
  asked.words,
  asked.value_word,
  asked.paused_until_at,
  asked.contacts_allowed,
  asked.window_hours
from asked
where not exists (
  select 1
  from asked as later
  where later.campaign_id = asked.campaign_id
    and later.customer_id = asked.customer_id
    and later.key = asked.key
    and coalesce(later.channel, '*') = coalesce(asked.channel, '*')
    and later.is_recorded_in_time
    and later.latest_at <= asked.send_from_at
    and later.earliest_at > asked.latest_at
)
