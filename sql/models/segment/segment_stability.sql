-- Whether each person's segment is the one they had when the as-of moment was a week earlier; people who had not bought by then are new.
-- stability: stable, changed, (new)
-- grain: person_id
-- grain holds: a part of segment.person_segments, which has this grain
-- on demand: yes
select
  person_segments.person_id,
  case
    when week_before.segment_id is null then '(new)'
    when week_before.segment_id = person_segments.segment_id then 'stable'
    else 'changed'
  end as stability
from segment.person_segments
left join state.week_before on week_before.person_id = person_segments.person_id
