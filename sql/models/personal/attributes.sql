-- Extra attributes of customers whose column is declared personal or technical, beside the profiles that hold both too.
-- grain: customer_id, attribute
-- grain holds: a part of staging.customer_attributes, which has this grain
-- materialized: view
select
  customer_attributes.customer_id,
  customer_attributes.attribute,
  customer_attributes.data_class,
  customer_attributes.value
from staging.customer_attributes
where customer_attributes.data_class in ('personal', 'technical')
