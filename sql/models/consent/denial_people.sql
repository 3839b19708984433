-- Whom each denial binds: the person who spoke, and whoever has or had the contact point it came from; on one point only when it
-- says so.
-- grain: denial_id, person_id, contact_key
-- grain holds: a denial has one speaker, and its holders are grouped
-- materialized: view
with
  located as (
    select
      denials.*,
      coalesce(clusters.person_id, denials.customer_id) as speaker_id,
      -- A stop of one point that cannot be read, or only by its digits, binds the whole person: denials are taken wide.
      denials.is_point_stop
        and denials.contact_key is not null
        and not starts_with(denials.contact_key, 'phone:raw:') as is_of_one_point
    from consent.denials
    left join identity.clusters on clusters.customer_id = denials.customer_id
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
      coalesce(clusters.person_id, held.customer_id) as person_id
    from located
    inner join held on held.contact_key = located.contact_key
    left join identity.clusters on clusters.customer_id = held.customer_id
    where located.is_of_one_point
      or located.speaker_id is null
      or coalesce(located.origin, '') <> 'account'
    group by located.denial_id, coalesce(clusters.person_id, held.customer_id)
  )

select
  located.denial_id,
  located.speaker_id as person_id,
  cast(null as varchar) as contact_key,
  located.kind,
  located.word,
  located.purpose,
  located.channel,
  located.topic,
  located.is_of_one_point,
  located.authority_rank,
  located.start_at,
  located.order_at,
  located.end_at
from located
where located.speaker_id is not null
  and not located.is_of_one_point
union all
select
  located.denial_id,
  holders.person_id,
  case when located.is_of_one_point then located.contact_key end as contact_key,
  located.kind,
  located.word,
  located.purpose,
  located.channel,
  located.topic,
  located.is_of_one_point,
  located.authority_rank,
  located.start_at,
  located.order_at,
  located.end_at
from located
inner join holders on holders.denial_id = located.denial_id
where located.is_of_one_point
  or located.speaker_id is null
  or located.speaker_id <> holders.person_id
