-- How each person bought until each moment: the last order day, and the median of the days from one order day to the next. Fewer
-- than two gaps say nothing about a rhythm: the median is null then.
-- grain: moment, person_id
-- grain holds: what was sold is grouped by person, and each moment is one row
-- on demand: yes
with
  bought as (
    select
      coalesce(clusters.person_id, known_transactions.customer_id) as person_id,
      min(known_transactions.sold_date) as first_sold_date,
      in_order(array_agg(known_transactions.sold_date)) as sold_dates
    from segment.known_transactions
    left join identity.clusters on clusters.customer_id = known_transactions.customer_id
    where known_transactions.sold_date is not null
    group by coalesce(clusters.person_id, known_transactions.customer_id)
  ),

  known as (
    select
      rhythm_moments.moment,
      bought.person_id,
      days_until(bought.sold_dates, rhythm_moments.last_date) as order_days
    from bought
    inner join run.rhythm_moments on rhythm_moments.last_date >= bought.first_sold_date
  ),

  counted as (
    select
      known.moment,
      known.person_id,
      last_of(known.order_days) as last_order_date,
      gaps_between(known.order_days) as gaps
    from known
  )

select
  counted.moment,
  counted.person_id,
  counted.last_order_date,
  cast(count_of(counted.gaps) as integer) as gaps,
  case when count_of(counted.gaps) >= 2 then median_of(counted.gaps) end as median_gap_days
from counted
