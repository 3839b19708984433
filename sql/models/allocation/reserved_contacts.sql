-- The contacts that campaigns of this run have reserved so far, for any moment of their send windows, for each person they count for.
-- One that was released for the same window is a contact made, and counts as that alone.
-- grain: contact_id, person_id
with
  reserved as (
    select
      selected.campaign_id || '/' || selected.person_id || '/' || cast(campaigns.send_from_date as varchar) as contact_id,
      selected.campaign_id,
      selected.person_id,
      selected.contact_key,
      campaigns.position,
      campaigns.purpose,
      campaigns.channel,
      campaigns.send_from_at as contacted_at,
      campaigns.send_until_at as contacted_until_at
    from allocation.selected
    inner join run.campaigns on campaigns.campaign_id = selected.campaign_id
    left join allocation.contacts as made
      on made.campaign_id = selected.campaign_id
      and made.person_id = selected.person_id
      and made.contacted_at >= campaigns.send_from_at
      and made.contacted_at < campaigns.send_until_at
    where made.contact_id is null
  ),

  -- A contact reserved for a time before a merge ended counts for both halves.
  concerned as (
    select reserved.contact_id, reserved.person_id
    from reserved
    union all
    select reserved.contact_id, coalesce(clusters.person_id, others.customer_id) as person_id
    from reserved
    inner join identity.denial_clusters as own on own.customer_id = reserved.person_id
    inner join identity.denial_clusters as others on others.cluster_id = own.cluster_id
    left join identity.clusters on clusters.customer_id = others.customer_id
    where (own.after_at is null or reserved.contacted_until_at > own.after_at)
      and (own.until_at is null or reserved.contacted_at <= own.until_at)
      and (others.after_at is null or reserved.contacted_until_at > others.after_at)
      and (others.until_at is null or reserved.contacted_at <= others.until_at)
  )

select
  reserved.contact_id,
  concerned.person_id,
  min(reserved.campaign_id) as campaign_id,
  min(reserved.position) as position,
  min(reserved.purpose) as purpose,
  min(reserved.contact_key) as contact_key,
  loose_contact_key(min(reserved.contact_key)) as point_key,
  min(reserved.channel) as channel,
  min(reserved.contacted_at) as contacted_at,
  max(reserved.contacted_until_at) as contacted_until_at
from reserved
inner join concerned on concerned.contact_id = reserved.contact_id
group by reserved.contact_id, concerned.person_id
