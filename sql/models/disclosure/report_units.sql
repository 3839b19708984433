-- Each customer that a report counts, with every dimension a report may use and the sums it adds to its cell.
-- grain: person_id
-- grain holds: facts and segments are unique by person, and a profile by customer
-- materialized: view
select
  person_segments.person_id,
  person_segments.segment_id as segment,
  profiles.region,
  profiles.country,
  profiles.language,
  profiles.gender,
  person_segments.r_score,
  person_segments.f_score,
  person_segments.m_score,
  person_segments.orders,
  person_segments.revenue
from segment.person_segments
left join identity.people on people.person_id = person_segments.person_id and people.is_speaker
left join personal.profiles on profiles.customer_id = people.customer_id
