-- Which person each customer is: the merge cluster, named by its least customer id, or the customer alone.
-- grain: customer_id
-- grain holds: customers are unique by id, and clusters name each customer once
-- materialized: view
select
  customers.customer_id,
  coalesce(clusters.person_id, customers.customer_id) as person_id,
  customers.full_name,
  customers.is_deceased,
  customers.has_legal_hold,
  customers.is_restricted,
  customers.is_erasure_pending,
  customers.is_test
from staging.customers
left join identity.clusters on clusters.customer_id = customers.customer_id
