-- Contact keys that more than one record has; most have one, so whatever concerns several people or records starts here.
-- grain: contact_key
select
  contact_points.contact_key,
  count(*) as records_found
from identity.contact_points
where contact_points.contact_key is not null
group by contact_points.contact_key
having count(*) > 1
