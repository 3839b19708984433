-- How many people of each segment have the same one in a replicate, how many another, and of how many no order was drawn.
-- grain: segment_id
-- grain holds: the people are grouped by segment
-- on demand: yes
select
  actual_segments.segment_id,
  cast(count_if(person_segments.segment_id = actual_segments.segment_id) as bigint) as stable,
  cast(count_if(person_segments.segment_id <> actual_segments.segment_id) as bigint) as changed,
  cast(count_if(person_segments.segment_id is null) as bigint) as without_orders
from state.actual_segments
left join segment.person_segments on person_segments.person_id = actual_segments.person_id
group by actual_segments.segment_id
