-- The extra columns of customers that the project declares, one row for each value, with the class of its column.
-- grain: customer_id, attribute
select
  customer_attributes.customer_id,
  customer_attributes.attribute,
  min(customer_attributes.data_class) as data_class,
  min(customer_attributes.value) as value
from raw.customer_attributes
where customer_attributes.value is not null
group by customer_attributes.customer_id, customer_attributes.attribute
