-- Every contact that counts for a frequency cap, from the company's files and from lists released here, once by its id.
-- grain: contact_id
with
  known as (
    select
      contact_history.contact_id,
      contact_history.campaign_id,
      coalesce(clusters.person_id, contact_history.customer_id) as person_id,
      stated_contacts.contact_key,
      contact_history.channel,
      contact_history.contacted_at
    from staging.contact_history
    left join identity.clusters on clusters.customer_id = contact_history.customer_id
    left join consent.stated_contacts
      on stated_contacts.file_id = contact_history.file_id
      and stated_contacts.record_index = contact_history.record_index
    where contact_history.outcome not in ('failed', 'test')
    union all
    select
      released_contacts.contact_id,
      released_contacts.campaign_id,
      coalesce(clusters.person_id, released_contacts.person_id) as person_id,
      released_contacts.contact_key,
      released_contacts.channel,
      released_contacts.contacted_at
    from state.released_contacts
    left join identity.clusters on clusters.customer_id = released_contacts.person_id
    union all
    select
      selected.campaign_id || '/' || selected.person_id || '/' || cast(campaigns.send_from_date as varchar) as contact_id,
      selected.campaign_id,
      selected.person_id,
      selected.contact_key,
      campaigns.channel,
      campaigns.send_from_at as contacted_at
    from allocation.selected
    inner join run.campaigns on campaigns.campaign_id = selected.campaign_id
  )

select
  known.contact_id,
  min(known.campaign_id) as campaign_id,
  min(known.person_id) as person_id,
  min(known.contact_key) as contact_key,
  min(known.channel) as channel,
  max(known.contacted_at) as contacted_at
from known
group by known.contact_id
