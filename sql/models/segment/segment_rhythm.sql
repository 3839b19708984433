-- The median of the rhythms of the people of each segment, and of everybody as the segment (all), at each moment. The segment is
-- the one at the as-of moment.
-- grain: moment, segment_id
-- grain holds: the rhythms are grouped by moment and segment
-- on demand: yes
with
  known as (
    select
      own_rhythm.moment,
      person_segments.segment_id,
      own_rhythm.median_gap_days
    from segment.own_rhythm
    inner join segment.person_segments on person_segments.person_id = own_rhythm.person_id
    where own_rhythm.median_gap_days is not null
    union all
    select
      own_rhythm.moment,
      '(all)' as segment_id,
      own_rhythm.median_gap_days
    from segment.own_rhythm
    where own_rhythm.median_gap_days is not null
  ),

  medians_found as (
    select
      known.moment,
      known.segment_id,
      known.median_gap_days,
      count(*) as people
    from known
    group by known.moment, known.segment_id, known.median_gap_days
  ),

  placed as (
    select
      medians_found.moment,
      medians_found.segment_id,
      medians_found.median_gap_days,
      medians_found.people,
      sum(medians_found.people) over (
        partition by medians_found.moment, medians_found.segment_id
        order by medians_found.median_gap_days rows between unbounded preceding and current row
      ) as people_until,
      sum(medians_found.people) over (partition by medians_found.moment, medians_found.segment_id) as people_in_all
    from medians_found
  )

select
  placed.moment,
  placed.segment_id,
  cast(max(placed.people_in_all) as bigint) as people,
  -- The middle rhythm, or the mean of the two in the middle.
  cast((min(placed.median_gap_days) + max(placed.median_gap_days)) * 0.5 as decimal(12, 2)) as median_gap_days
from placed
where 2 * (placed.people_until - placed.people) <= placed.people_in_all
  and 2 * placed.people_until >= placed.people_in_all
group by placed.moment, placed.segment_id
