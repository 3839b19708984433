-- The rhythm by which each person is expected to buy again, at each moment: their own, else their segment's, else everybody's. It
-- is null only where nobody has a rhythm.
-- rhythm: person, segment, everybody
-- grain: moment, person_id
-- grain holds: own rhythms and segments are unique by person, and rhythms of segments by moment and segment
-- on demand: yes
select
  own_rhythm.moment,
  own_rhythm.person_id,
  own_rhythm.last_order_date,
  own_rhythm.gaps,
  coalesce(own_rhythm.median_gap_days, of_segment.median_gap_days, of_all.median_gap_days) as median_gap_days,
  case
    when own_rhythm.median_gap_days is not null then 'person'
    when of_segment.median_gap_days is not null then 'segment'
    when of_all.median_gap_days is not null then 'everybody'
  end as rhythm_of
from segment.own_rhythm
left join segment.person_segments on person_segments.person_id = own_rhythm.person_id
left join segment.segment_rhythm as of_segment
  on of_segment.moment = own_rhythm.moment
  and of_segment.segment_id = person_segments.segment_id
left join segment.segment_rhythm as of_all
  on of_all.moment = own_rhythm.moment
  and of_all.segment_id = '(all)'
