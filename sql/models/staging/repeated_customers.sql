-- Customer ids that more than one loaded record carries.
-- grain: customer_id
select
  customers.customer_id,
  count(*) as records_found
from raw.customers
where customers.load_status = 'loaded'
group by customers.customer_id
having count(*) > 1
