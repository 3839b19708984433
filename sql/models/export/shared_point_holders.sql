-- Customers who have a contact point that several people have.
-- grain: contact_key, customer_id
select
  contact_points.contact_key,
  contact_points.customer_id
from export.shared_points
inner join identity.contact_points on contact_points.contact_key = shared_points.contact_key
group by contact_points.contact_key, contact_points.customer_id
