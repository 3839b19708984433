-- What is known about a customer as a person; never needed to reach them.
-- grain: customer_id
-- grain holds: customers are unique by id
-- materialized: view
select
  customers.customer_id,
  customers.birth_date,
  customers.is_birth_date_unreadable,
  customers.gender,
  customers.region,
  customers.country,
  customers.language,
  customers.time_zone,
  customers.household_id,
  customers.registered_at,
  customers.collection_channel
from staging.customers
