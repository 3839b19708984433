-- Whom each denial binds: the customer who spoke, and whoever has or had the contact point it came from, each as the person they
-- are now; on one point only when it says so. A denial known before an undone merge ended stays with everybody who was one then.
-- grain: denial_id, person_id, member_id, contact_key
-- grain holds: a denial reaches each customer once, and who else shares it is grouped
-- materialized: view
with
  located as (
    select
      denials.*,
      -- A stop of one point that cannot be read, or only by its digits, binds the whole person: denials are taken wide.
      denials.is_point_stop
        and denials.contact_key is not null
        and not starts_with(denials.contact_key, 'phone:raw:') as is_of_one_point,
      least(
        coalesce(denials.start_at, timestamp '0001-01-01 00:00:00'),
        coalesce(denials.recorded_at, denials.first_seen_at),
        denials.first_seen_at
      ) as known_at
    from consent.denials
  ),

  held as (
    select contact_points.contact_key, contact_points.customer_id
    from identity.contact_points
    union all
    select holders.contact_key, holders.customer_id
    from state.holders
  ),

  holders as (
    select
      located.denial_id,
      held.customer_id as member_id
    from located
    inner join held on held.contact_key = located.contact_key
    where located.is_of_one_point
      or located.customer_id is null
      or coalesce(located.origin, '') <> 'account'
    group by located.denial_id, held.customer_id
  ),

  reached as (
    select
      located.*,
      located.customer_id as member_id
    from located
    where located.customer_id is not null
      and not located.is_of_one_point
    union all
    select
      located.*,
      holders.member_id
    from located
    inner join holders on holders.denial_id = located.denial_id
    where located.is_of_one_point
      or located.customer_id is null
      or located.customer_id <> holders.member_id
  ),

  shared as (
    select
      reached.denial_id,
      reached.member_id,
      coalesce(clusters.person_id, others.customer_id) as person_id
    from reached
    inner join identity.denial_clusters as own
      on own.customer_id = reached.member_id
      and (own.after_at is null or reached.known_at > own.after_at)
      and (own.until_at is null or reached.known_at <= own.until_at)
    inner join identity.denial_clusters as others
      on others.cluster_id = own.cluster_id
      and (others.after_at is null or reached.known_at > others.after_at)
      and (others.until_at is null or reached.known_at <= others.until_at)
    left join identity.clusters on clusters.customer_id = others.customer_id
    left join identity.clusters as own_clusters on own_clusters.customer_id = reached.member_id
    where not reached.is_of_one_point
      and coalesce(clusters.person_id, others.customer_id) <> coalesce(own_clusters.person_id, reached.member_id)
    group by reached.denial_id, reached.member_id, coalesce(clusters.person_id, others.customer_id)
  )

select
  reached.denial_id,
  coalesce(clusters.person_id, reached.member_id) as person_id,
  reached.member_id,
  case when reached.is_of_one_point then reached.contact_key end as contact_key,
  reached.kind,
  reached.word,
  reached.purpose,
  reached.channel,
  reached.topic,
  reached.is_of_one_point,
  reached.authority_rank,
  reached.start_at,
  reached.order_at,
  reached.end_at
from reached
left join identity.clusters on clusters.customer_id = reached.member_id
union all
select
  reached.denial_id,
  shared.person_id,
  reached.member_id,
  cast(null as varchar) as contact_key,
  reached.kind,
  reached.word,
  reached.purpose,
  reached.channel,
  reached.topic,
  reached.is_of_one_point,
  reached.authority_rank,
  reached.start_at,
  reached.order_at,
  reached.end_at
from reached
inner join shared
  on shared.denial_id = reached.denial_id
  and shared.member_id = reached.member_id
