-- What each person bought in the period of the run's reports: orders of which the first sale is in it, and what was paid and given back on its
-- days, whenever the sale was that a refund is of. Of periods that follow each other the facts add up.
-- grain: person_id
-- on demand: yes
with
  orders as (
    select
      known_transactions.customer_id,
      known_transactions.sold_date
    from segment.known_transactions
    where known_transactions.is_whole_transaction
      and known_transactions.sold_date is not null
    union all
    select
      known_transactions.customer_id,
      min(known_transactions.sold_date) as sold_date
    from segment.known_transactions
    where not known_transactions.is_whole_transaction
      and known_transactions.sold_date is not null
    group by known_transactions.customer_id, known_transactions.transaction_id
  ),

  facts as (
    select
      orders.customer_id,
      1 as orders,
      cast(0 as decimal(38, 4)) as amount
    from orders
    cross join run.parameters
    where orders.sold_date >= parameters.period_from
      and orders.sold_date < parameters.period_before
    union all
    select
      known_transactions.customer_id,
      0 as orders,
      cast(known_transactions.amount as decimal(38, 4)) as amount
    from segment.known_transactions
    cross join run.parameters
    where known_transactions.ordered_date >= parameters.period_from
      and known_transactions.ordered_date < parameters.period_before
  )

select
  coalesce(clusters.person_id, facts.customer_id) as person_id,
  cast(sum(facts.orders) as bigint) as orders,
  cast(sum(facts.amount) as decimal(38, 4)) as revenue,
  cast(sum(greatest(-facts.amount, 0)) as decimal(38, 4)) as refunds
from facts
left join identity.clusters on clusters.customer_id = facts.customer_id
group by coalesce(clusters.person_id, facts.customer_id)
