-- How each person bought until each moment: the last order day, and the median of the days from one order day to the next. Fewer
-- than two gaps say nothing about a rhythm: the median is null then.
-- grain: moment, person_id
-- grain holds: the order days are grouped by moment and person
-- on demand: yes
with
  dated as (
    select
      rhythm_moments.moment,
      order_days.person_id,
      order_days.order_date,
      lag(order_days.order_date) over (
        partition by rhythm_moments.moment, order_days.person_id order by order_days.order_date
      ) as previous_date
    from segment.order_days
    inner join run.rhythm_moments on order_days.order_date <= rhythm_moments.last_date
  ),

  bought as (
    select
      dated.moment,
      dated.person_id,
      max(dated.order_date) as last_order_date,
      cast(count(dated.previous_date) as integer) as gaps
    from dated
    group by dated.moment, dated.person_id
  ),

  gaps_found as (
    select
      dated.moment,
      dated.person_id,
      cast(date_diff('day', dated.previous_date, dated.order_date) as integer) as gap_days,
      count(*) as gaps
    from dated
    where dated.previous_date is not null
    group by dated.moment, dated.person_id, date_diff('day', dated.previous_date, dated.order_date)
  ),

  placed as (
    select
      gaps_found.moment,
      gaps_found.person_id,
      gaps_found.gap_days,
      gaps_found.gaps,
      sum(gaps_found.gaps) over (
        partition by gaps_found.moment, gaps_found.person_id
        order by gaps_found.gap_days rows between unbounded preceding and current row
      ) as gaps_until
    from gaps_found
  )

select
  bought.moment,
  bought.person_id,
  max(bought.last_order_date) as last_order_date,
  max(bought.gaps) as gaps,
  -- The middle gap, or the mean of the two in the middle.
  cast((min(placed.gap_days) + max(placed.gap_days)) * 0.5 as decimal(12, 2)) as median_gap_days
from bought
left join placed
  on placed.moment = bought.moment
  and placed.person_id = bought.person_id
  and bought.gaps >= 2
  and 2 * (placed.gaps_until - placed.gaps) <= bought.gaps
  and 2 * placed.gaps_until >= bought.gaps
group by bought.moment, bought.person_id
