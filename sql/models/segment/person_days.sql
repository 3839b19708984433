-- On how many days each person bought, and what was bought and given back by the end of the first of them: what the definitions by
-- day and by repeat need.
-- grain: person_id
-- grain holds: the days are grouped by person
-- on demand: yes
with
  days as (
    select
      coalesce(clusters.person_id, known_transactions.customer_id) as person_id,
      known_transactions.ordered_date,
      count(known_transactions.sold_date) as sold_lines,
      cast(sum(known_transactions.amount) as decimal(38, 4)) as amount
    from segment.known_transactions
    left join identity.clusters on clusters.customer_id = known_transactions.customer_id
    group by coalesce(clusters.person_id, known_transactions.customer_id), known_transactions.ordered_date
  ),

  first_days as (
    select
      days.person_id,
      count(*) as active_days,
      min(days.ordered_date) as first_sold_date
    from days
    where days.sold_lines > 0
    group by days.person_id
  )

select
  days.person_id,
  cast(max(first_days.active_days) as bigint) as active_days,
  cast(sum(case when days.ordered_date <= first_days.first_sold_date then days.amount else 0 end) as decimal(38, 4)) as first_day_amount
from days
inner join first_days on first_days.person_id = days.person_id
group by days.person_id
