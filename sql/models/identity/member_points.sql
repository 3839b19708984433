-- When each customer of a cluster held each contact point: consent that names no point stands for those of the customer who gave it.
-- grain: customer_id, contact_key
select
  contact_points.customer_id,
  contact_points.contact_key,
  min(contact_points.held_from) as held_from,
  max(contact_points.held_until) as held_until
from identity.contact_points
inner join identity.clusters on clusters.customer_id = contact_points.customer_id
group by contact_points.customer_id, contact_points.contact_key
