-- Extra attributes of customers whose column is declared identity.
-- grain: customer_id, attribute
-- grain holds: a part of staging.customer_attributes, which has this grain
-- materialized: view
select
  customer_attributes.customer_id,
  customer_attributes.attribute,
  customer_attributes.value
from staging.customer_attributes
where customer_attributes.data_class = 'identity'
