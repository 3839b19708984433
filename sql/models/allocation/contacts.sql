-- Every contact made that counts for a frequency cap, from the company's files and from lists released here, for each person it counts
-- for, which is whom it names and, when a merge was undone, whoever was one with them then. One that names nobody counts too.
-- What is known of its campaign is the purpose; of a campaign that the project does not have, nothing is. A contact that was released
-- and not reported may happen until its send window ends, or until what came of it was seen; of every other the moment is known.
-- grain: contact_id, person_id
-- grain holds: the last step groups by the contact and the person it counts for
with
  -- A released contact that never took place is one of which every report says so.
  unmade as (
    select contact_history.contact_id
    from staging.contact_history
    group by contact_history.contact_id
    having min(case when contact_history.outcome in ('failed', 'test') then 1 else 0 end) = 1
  ),

  -- By when a released contact was made, for something came of it: of a day, by its end anywhere. Of several reports the last one counts.
  seen as (
    select
      outcomes.contact_id,
      max(
        case
          when date_trunc('day', outcomes.said_at) = outcomes.said_at then outcomes.said_at + interval '36' hour
          else outcomes.said_at
        end
      ) as seen_at
    from state.outcomes
    where outcomes.outcome in ('sent', 'delivered', 'answered', 'bounced')
      and outcomes.said_at is not null
    group by outcomes.contact_id
  ),

  known as (
    select
      contact_history.contact_id,
      contact_history.campaign_id,
      contact_history.customer_id,
      stated_contacts.contact_key,
      contact_history.channel,
      contact_history.contacted_at,
      contact_history.contacted_at as contacted_until_at,
      contact_history.outcome not in ('exported', 'in_flight') as is_dated,
      false as is_released
    from staging.contact_history
    left join consent.stated_contacts
      on stated_contacts.file_id = contact_history.file_id
      and stated_contacts.record_index = contact_history.record_index
    where contact_history.outcome not in ('failed', 'test')
    union all
    select
      released_contacts.contact_id,
      released_contacts.campaign_id,
      released_contacts.person_id as customer_id,
      released_contacts.contact_key,
      released_contacts.channel,
      released_contacts.contacted_at,
      greatest(
        released_contacts.contacted_at,
        case
          when seen.seen_at < released_windows.until_at and seen.seen_at >= released_contacts.contacted_at then seen.seen_at
          else coalesce(released_windows.until_at, released_contacts.contacted_at)
        end
      ) as contacted_until_at,
      false as is_dated,
      true as is_released
    from state.released_contacts
    left join run.released_windows
      on released_windows.campaign_id = released_contacts.campaign_id
      and released_windows.send_from_date = substr(released_contacts.contact_id, length(released_contacts.contact_id) - 9)
    left join seen on seen.contact_id = released_contacts.contact_id
    left join unmade on unmade.contact_id = released_contacts.contact_id
    left join consent.failed_contacts on failed_contacts.contact_id = released_contacts.contact_id
    where unmade.contact_id is null
      and failed_contacts.contact_id is null
  ),

  contacted as (
    select
      known.contact_id,
      min(known.campaign_id) as campaign_id,
      min(known.contact_key) as contact_key,
      min(known.channel) as channel,
      max(known.contacted_at) as contacted_at,
      case
        when max(case when known.is_dated then 1 else 0 end) = 1 then max(known.contacted_at)
        else max(known.contacted_until_at)
      end as contacted_until_at
    from known
    group by known.contact_id
  ),

  -- Made while two customers were one, a contact stays with both. So does one of a list that was released before the undoing and
  -- sent after it, if it went to a contact point of the other.
  shared as (
    select
      known.contact_id,
      others.customer_id
    from known
    inner join identity.denial_clusters as own on own.customer_id = known.customer_id
    inner join identity.denial_clusters as others on others.cluster_id = own.cluster_id
    left join identity.contact_points as held
      on held.customer_id = others.customer_id
      and held.contact_key = known.contact_key
    where (known.is_released and held.customer_id is not null)
      or (
        (own.after_at is null or known.contacted_until_at > own.after_at)
        and (own.until_at is null or known.contacted_at <= own.until_at)
        and (others.after_at is null or known.contacted_until_at > others.after_at)
        and (others.until_at is null or known.contacted_at <= others.until_at)
      )
  ),

  concerned as (
    select known.contact_id, known.customer_id
    from known
    where known.customer_id is not null
    union all
    select shared.contact_id, shared.customer_id
    from shared
  )

select
  contacted.contact_id,
  coalesce(clusters.person_id, concerned.customer_id) as person_id,
  min(contacted.campaign_id) as campaign_id,
  min(known_campaigns.purpose) as purpose,
  min(contacted.contact_key) as contact_key,
  loose_contact_key(min(contacted.contact_key)) as point_key,
  min(contacted.channel) as channel,
  max(contacted.contacted_at) as contacted_at,
  max(contacted.contacted_until_at) as contacted_until_at
from contacted
left join concerned on concerned.contact_id = contacted.contact_id
left join identity.clusters on clusters.customer_id = concerned.customer_id
left join run.known_campaigns on known_campaigns.campaign_id = contacted.campaign_id
group by contacted.contact_id, coalesce(clusters.person_id, concerned.customer_id)
