-- Whom each denial binds: the person who spoke, and whoever holds the contact point it came from; on one point only when it says so.
-- grain: denial_id, person_id, contact_key
with
  speakers as (
    select
      denials.denial_id,
      coalesce(people.person_id, denials.customer_id) as person_id,
      cast(null as varchar) as contact_key
    from consent.denials
    left join identity.people on people.customer_id = denials.customer_id
    where denials.customer_id is not null
      and (not denials.is_point_stop or denials.contact_key is null)
  ),

  holders as (
    select
      denials.denial_id,
      coalesce(people.person_id, contact_points.customer_id) as person_id,
      case when denials.is_point_stop then denials.contact_key end as contact_key
    from consent.denials
    inner join identity.contact_points on contact_points.contact_key = denials.contact_key
    left join identity.people on people.customer_id = contact_points.customer_id
    where denials.is_point_stop
      or denials.customer_id is null
      or coalesce(denials.origin, '') <> 'account'
  ),

  bound as (
    select speakers.denial_id, speakers.person_id, speakers.contact_key
    from speakers
    union all
    select holders.denial_id, holders.person_id, holders.contact_key
    from holders
  )

select
  bound.denial_id,
  bound.person_id,
  bound.contact_key
from bound
group by bound.denial_id, bound.person_id, bound.contact_key
