-- Which part of all buyers each belongs to, the ones of greatest revenue first: the first hundredth, and so on to the last tenth. Equal
-- revenue is one group, the lower one, as it is one score: were it parted, a table by scores less one by groups would be the few
-- between. A group that would be smaller than the minimum is one with the next of the first tenth; where the tenths would be, all
-- are one group.
-- grain: person_id
-- grain holds: a part of segment.person_segments, which has this grain
-- on demand: yes
with
  placed as (
    select
      person_segments.person_id,
      count(*) over () - rank() over (order by person_segments.revenue) + 1 as place,
      count(*) over () as people,
      parameters.minimum_units
    from segment.person_segments
    cross join run.parameters
  )

select
  placed.person_id,
  case
    when placed.people < 10 * placed.minimum_units then '00-100%'
    when 100 * placed.place <= placed.people and placed.people >= 100 * placed.minimum_units then '00-01%'
    when 100 * placed.place <= 5 * placed.people and placed.people >= 100 * placed.minimum_units then '01-05%'
    when 100 * placed.place <= 5 * placed.people and placed.people >= 20 * placed.minimum_units then '00-05%'
    when 10 * placed.place <= placed.people and placed.people >= 20 * placed.minimum_units then '05-10%'
    when 10 * placed.place <= placed.people then '00-10%'
    when 10 * placed.place <= 2 * placed.people then '10-20%'
    when 10 * placed.place <= 3 * placed.people then '20-30%'
    when 10 * placed.place <= 4 * placed.people then '30-40%'
    when 10 * placed.place <= 5 * placed.people then '40-50%'
    when 10 * placed.place <= 6 * placed.people then '50-60%'
    when 10 * placed.place <= 7 * placed.people then '60-70%'
    when 10 * placed.place <= 8 * placed.people then '70-80%'
    when 10 * placed.place <= 9 * placed.people then '80-90%'
    else '90-100%'
  end as revenue_group
from placed
