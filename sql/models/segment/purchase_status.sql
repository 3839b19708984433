-- Whether each person should have bought in the purchase period by the rhythm they had before it, and whether they did. Value at
-- risk is the mean order value times the orders expected in the period, kept as numerator and denominator:
-- revenue * days of the period / (orders * median gap).
-- status: should_have_and_bought, should_have_not_bought, other_bought, other_not_bought
-- grain: person_id
-- grain holds: segments are unique by person, and rhythms by moment and person
-- on demand: yes
with
  bought as (
    select
      coalesce(clusters.person_id, known_transactions.customer_id) as person_id,
      max(known_transactions.sold_date) as bought_date
    from segment.known_transactions
    cross join run.purchase_period
    left join identity.clusters on clusters.customer_id = known_transactions.customer_id
    where known_transactions.sold_date >= purchase_period.from_date
      and known_transactions.sold_date < purchase_period.until_date
    group by coalesce(clusters.person_id, known_transactions.customer_id)
  ),

  known as (
    select
      person_segments.person_id,
      before_period.last_order_date,
      before_period.median_gap_days,
      before_period.rhythm_of,
      -- Late is who has waited longer than the median gap and the tolerance on it.
      coalesce(
        before_period.median_gap_days * (1000000 + purchase_period.tolerance_ppm)
          < 1000000 * date_diff('day', before_period.last_order_date, purchase_period.until_date),
        false
      ) as is_expected,
      bought.bought_date is not null as has_bought,
      coalesce(
        at_as_of.median_gap_days * (1000000 + purchase_period.tolerance_ppm)
          < 1000000 * date_diff('day', at_as_of.last_order_date, parameters.as_of_date),
        false
      ) as is_overdue,
      cast(person_segments.revenue * purchase_period.days as decimal(38, 4)) as value_numerator,
      cast(person_segments.orders * before_period.median_gap_days as decimal(38, 2)) as value_denominator
    from segment.person_segments
    cross join run.purchase_period
    cross join run.parameters
    left join segment.person_rhythm as before_period
      on before_period.person_id = person_segments.person_id
      and before_period.moment = 'period'
    left join segment.person_rhythm as at_as_of
      on at_as_of.person_id = person_segments.person_id
      and at_as_of.moment = 'as_of'
    left join bought on bought.person_id = person_segments.person_id
  )

select
  known.person_id,
  known.last_order_date,
  known.median_gap_days,
  known.rhythm_of,
  cast(
    shifted_by_seconds(
      cast(known.last_order_date as timestamp(6)), -86400 * cast(floor(-known.median_gap_days) as integer)
    ) as date
  ) as expected_date,
  known.is_expected,
  known.has_bought,
  known.is_overdue,
  case
    when known.is_expected and known.has_bought then 'should_have_and_bought'
    when known.is_expected then 'should_have_not_bought'
    when known.has_bought then 'other_bought'
    else 'other_not_bought'
  end as purchase_status,
  known.value_numerator,
  known.value_denominator
from known
