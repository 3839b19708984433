-- How far each person is through their rhythm at the as-of moment: days since the last order over the median gap, in classes. The
-- tolerance of the purchase status decides from where somebody is overdue, and twice that from where long since.
-- due: not_due, due_soon, due, overdue, long_overdue
-- grain: person_id
-- grain holds: rhythms are unique by moment and person
-- on demand: yes
with
  waiting as (
    select
      person_rhythm.person_id,
      person_rhythm.last_order_date,
      person_rhythm.median_gap_days,
      person_rhythm.rhythm_of,
      cast(date_diff('day', person_rhythm.last_order_date, parameters.as_of_date) as integer) as days_since_order,
      purchase_period.tolerance_ppm
    from segment.person_rhythm
    cross join run.parameters
    cross join run.purchase_period
    where person_rhythm.moment = 'as_of'
  )

select
  waiting.person_id,
  waiting.last_order_date,
  waiting.days_since_order,
  waiting.median_gap_days,
  waiting.rhythm_of,
  case
    when 4 * waiting.days_since_order < 3 * waiting.median_gap_days then 'not_due'
    when waiting.days_since_order < waiting.median_gap_days then 'due_soon'
    when 1000000 * cast(waiting.days_since_order as bigint) <= waiting.median_gap_days * (1000000 + waiting.tolerance_ppm) then 'due'
    when 1000000 * cast(waiting.days_since_order as bigint) <= 2 * waiting.median_gap_days * (1000000 + waiting.tolerance_ppm)
      then 'overdue'
    when waiting.median_gap_days is not null then 'long_overdue'
  end as due
from waiting
