-- The contact points through which a record of a list from elsewhere would reach each person it may mean, on the campaign's channel: the one
-- that it names, or, where it names none of the kind, all that the person has.
-- grain: record_number, person_id, contact_key
with
  named as (
    select
      statements.record_number,
      loose_contact_key(statements.named_key) as loose_key
    from scrub.statements
    inner join run.campaigns on campaigns.contact_kind = statements.kind
  )

select
  record_people.record_number,
  record_people.person_id,
  contact_points.contact_key
from scrub.record_people
inner join identity.people on people.person_id = record_people.person_id
cross join run.campaigns
inner join identity.contact_points
  on contact_points.customer_id = people.customer_id
  and contact_points.kind = campaigns.contact_kind
left join named on named.record_number = record_people.record_number
where named.record_number is null
  or named.loose_key = loose_contact_key(contact_points.contact_key)
group by record_people.record_number, record_people.person_id, contact_points.contact_key
