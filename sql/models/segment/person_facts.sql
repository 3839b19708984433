-- Recency, frequency and monetary value of each person, summed over the customers that are one person.
-- grain: person_id
with
  sales as (
    select
      coalesce(people.person_id, customer_facts.customer_id) as person_id,
      customer_facts.orders,
      customer_facts.first_order_date,
      customer_facts.last_order_date,
      customer_facts.amount,
      parameters.as_of_date
    from segment.customer_facts
    cross join run.parameters
    left join identity.people on people.customer_id = customer_facts.customer_id
  )

select
  sales.person_id,
  date_diff('day', max(sales.last_order_date), min(sales.as_of_date)) as recency_days,
  cast(sum(sales.orders) as bigint) as frequency,
  cast(sum(sales.amount) as decimal(38, 4)) as monetary,
  min(sales.first_order_date) as first_order_date,
  max(sales.last_order_date) as last_order_date
from sales
group by sales.person_id
