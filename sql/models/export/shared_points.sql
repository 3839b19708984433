-- Telephone numbers, e-mails and addresses that several people have, with how many.
-- grain: contact_key
select
  contact_points.contact_key,
  min(contact_points.kind) as kind,
  count(distinct coalesce(clusters.person_id, contact_points.customer_id)) as people
from identity.repeated_points
inner join identity.contact_points on contact_points.contact_key = repeated_points.contact_key
left join identity.clusters on clusters.customer_id = contact_points.customer_id
where contact_points.is_valid
group by contact_points.contact_key
having count(distinct coalesce(clusters.person_id, contact_points.customer_id)) > 1
