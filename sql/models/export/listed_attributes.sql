-- The extra attributes of the people on a list that say who they are or what they are like, and never another one.
-- grain: campaign_id, person_id, attribute
-- grain holds: decisions are unique by person, attributes by customer and name, and a name has one class
-- materialized: view
with
  sayable as (
    select
      attributes.customer_id,
      attributes.attribute,
      attributes.value
    from identity.attributes
    union all
    select
      attributes.customer_id,
      attributes.attribute,
      attributes.value
    from personal.attributes
    where attributes.data_class = 'personal'
  )

select
  decisions.campaign_id,
  decisions.person_id,
  sayable.attribute,
  sayable.value
from allocation.decisions
inner join identity.people on people.person_id = decisions.person_id and people.is_speaker
inner join sayable on sayable.customer_id = people.customer_id
where decisions.outcome = 'listed'
