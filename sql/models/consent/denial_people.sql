-- Whom each denial binds: the customer who spoke, and whoever has or had the contact point it came from, each as the person they
-- are now; on one point only when it says so, and on the points of its domain or prefix when it names one. A denial known before an
-- undone merge ended stays with everybody who was one then. A point is matched by its exact key, else by its loose one.
-- tier: cluster, exact, loose, hash, domain, prefix
-- grain: denial_id, person_id, member_id, contact_key
-- grain holds: a denial reaches each customer once, or each of their points once, and who else shares it is grouped
-- materialized: view
with
  located as (
    select
      denials.*,
      loose_contact_key(denials.contact_key) as loose_key,
      coalesce(denials.word, '') in ('domain', 'prefix') as is_of_many_points,
      -- A stop of one point that cannot be read, or only by its digits, binds the whole person: denials are taken wide.
      coalesce(denials.word, '') in ('domain', 'prefix') or (
        denials.is_point_stop
        and denials.contact_key is not null
        and not starts_with(denials.contact_key, 'phone:raw:')
      ) as is_of_one_point,
      least(
        coalesce(denials.start_at, timestamp '0001-01-01 00:00:00'),
        coalesce(denials.recorded_at, denials.first_seen_at),
        denials.first_seen_at
      ) as known_at
    from consent.binding_denials as denials
  ),

  held as (
    select
      contact_points.contact_key,
      loose_contact_key(contact_points.contact_key) as loose_key,
      contact_points.customer_id
    from identity.contact_points
    union all
    select
      holders.contact_key,
      loose_contact_key(holders.contact_key) as loose_key,
      holders.customer_id
    from state.holders
  ),

  held_in_scope as (
    select
      points_in_scope.scope_key,
      contact_points.contact_key,
      contact_points.customer_id
    from consent.points_in_scope
    inner join identity.contact_points on contact_points.contact_key = points_in_scope.contact_key
    union all
    select
      points_in_scope.scope_key,
      holders.contact_key,
      holders.customer_id
    from consent.points_in_scope
    inner join state.holders on holders.contact_key = points_in_scope.contact_key
  ),

  -- An equal exact key is an equal loose key: one join finds both.
  touched as (
    select
      located.denial_id,
      held.customer_id as member_id,
      case when located.is_of_one_point then held.contact_key end as point_key,
      case when located.word = 'hash' then 3 when located.contact_key = held.contact_key then 1 else 2 end as tier_rank
    from located
    inner join held on held.loose_key = located.loose_key
    where located.is_of_one_point
      or located.customer_id is null
      or coalesce(located.origin, '') <> 'account'
    union all
    select
      located.denial_id,
      held.customer_id as member_id,
      held.contact_key as point_key,
      case when located.word = 'domain' then 4 else 5 end as tier_rank
    from located
    inner join held_in_scope as held on held.scope_key = located.contact_key
    where located.is_of_many_points
  ),

  holders as (
    select
      touched.denial_id,
      touched.member_id,
      touched.point_key,
      min(touched.tier_rank) as tier_rank
    from touched
    group by touched.denial_id, touched.member_id, touched.point_key
  ),

  reached as (
    select
      located.*,
      located.customer_id as member_id,
      cast(null as varchar) as point_key,
      0 as tier_rank
    from located
    where located.customer_id is not null
      and not located.is_of_one_point
    union all
    select
      located.*,
      holders.member_id,
      holders.point_key,
      holders.tier_rank
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
  reached.point_key as contact_key,
  -- The point that a grant must name to lift it here: its own, of a register too, and of a domain or prefix the one asked about.
  case
    when reached.is_of_many_points then reached.point_key
    when reached.is_of_one_point or reached.kind = 'register' then reached.contact_key
  end as named_key,
  case reached.tier_rank
    when 0 then 'cluster'
    when 1 then 'exact'
    when 2 then 'loose'
    when 3 then 'hash'
    when 4 then 'domain'
    when 5 then 'prefix'
  end as tier,
  reached.kind,
  reached.word,
  reached.source_key,
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
  case when reached.kind = 'register' then reached.contact_key end as named_key,
  'cluster' as tier,
  reached.kind,
  reached.word,
  reached.source_key,
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
