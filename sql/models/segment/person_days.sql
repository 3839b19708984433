-- On how many days each person bought, and what the first of them brought: what the definitions by day and by repeat need.
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
  )

select
  days.person_id,
  count(*) as active_days,
  min_by(days.amount, days.ordered_date) as first_day_amount
from days
where days.sold_lines > 0
group by days.person_id
