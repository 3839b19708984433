-- The extra attributes of the people on a list, but never a sensitive one.
-- grain: campaign_id, person_id, attribute
-- grain holds: decisions are unique by person, attributes by customer and name
-- materialized: view
select
  decisions.campaign_id,
  decisions.person_id,
  attributes.attribute,
  attributes.value
from allocation.decisions
inner join identity.people on people.person_id = decisions.person_id and people.is_speaker
inner join personal.attributes on attributes.customer_id = people.customer_id
where decisions.outcome = 'listed'
  and attributes.data_class in ('identity', 'personal')
