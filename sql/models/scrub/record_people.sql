-- Whom each record of a list from elsewhere may mean: the customer that it names, and everybody who has a contact point that it names, exactly
-- or loosely. More people than were meant can only refuse more.
-- grain: record_number, person_id
with
  held as (
    select
      loose_contact_key(contact_points.contact_key) as loose_key,
      contact_points.customer_id
    from identity.contact_points
    group by loose_contact_key(contact_points.contact_key), contact_points.customer_id
  ),

  named as (
    select
      statements.record_number,
      statements.named_key as customer_id
    from scrub.statements
    where statements.kind = 'customer'
    union all
    select
      statements.record_number,
      held.customer_id
    from scrub.statements
    inner join held on held.loose_key = loose_contact_key(statements.named_key)
    where statements.kind <> 'customer'
  ),

  known as (
    select
      named.record_number,
      coalesce(clusters.person_id, people.person_id) as person_id
    from named
    left join identity.clusters on clusters.customer_id = named.customer_id
    left join identity.people on people.customer_id = named.customer_id
  )

select
  known.record_number,
  known.person_id
from known
where known.person_id is not null
group by known.record_number, known.person_id
