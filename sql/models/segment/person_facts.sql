-- Recency, frequency and monetary value of each person who ever bought, summed over the customers that are one person.
-- grain: person_id
-- grain holds: the sales are grouped by person
with
  sales as (
    select
      coalesce(clusters.person_id, customer_facts.customer_id) as person_id,
      customer_facts.orders,
      customer_facts.first_order_date,
      customer_facts.last_order_date,
      customer_facts.amount
    from segment.customer_facts
    left join identity.clusters on clusters.customer_id = customer_facts.customer_id
  ),

  bought as (
    select
      sales.person_id,
      cast(sum(sales.orders) as bigint) as frequency,
      cast(sum(sales.amount) as decimal(38, 4)) as monetary,
      min(sales.first_order_date) as first_order_date,
      max(sales.last_order_date) as last_order_date
    from sales
    group by sales.person_id
    having sum(sales.orders) > 0
  )

select
  bought.person_id,
  date_diff('day', bought.last_order_date, parameters.as_of_date) as recency_days,
  bought.frequency,
  bought.monetary,
  bought.first_order_date,
  bought.last_order_date
from bought
cross join run.parameters
