-- The days on which each person bought before the as-of moment, each once; merged customers are one person.
-- grain: person_id, order_date
-- grain holds: the sales are grouped by person and day
-- on demand: yes
select
  coalesce(clusters.person_id, known_transactions.customer_id) as person_id,
  known_transactions.sold_date as order_date
from segment.known_transactions
left join identity.clusters on clusters.customer_id = known_transactions.customer_id
where known_transactions.sold_date is not null
group by coalesce(clusters.person_id, known_transactions.customer_id), known_transactions.sold_date
