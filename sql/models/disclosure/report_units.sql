-- Each customer that a report counts, with every dimension a report may use and the sums it adds to its cell.
-- grain: person_id
-- grain holds: facts, segments, purchase status and due classes are unique by person, and a profile by customer
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
  purchase_status.purchase_status,
  due_to_buy.due,
  customer_funnel.funnel_stage,
  customer_funnel.purchasing_power,
  person_segments.orders,
  person_segments.revenue
from segment.person_segments
left join segment.purchase_status on purchase_status.person_id = person_segments.person_id
left join segment.due_to_buy on due_to_buy.person_id = person_segments.person_id
left join gate.customer_funnel on customer_funnel.person_id = person_segments.person_id
left join identity.people on people.person_id = person_segments.person_id and people.is_speaker
left join personal.profiles on profiles.customer_id = people.customer_id
