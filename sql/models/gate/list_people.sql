-- The people of each list that a campaign may start from: churn is who should have bought in the purchase period, did not, and is
-- overdue still; should_have_bought is everybody who should have, whether or not they did.
-- list: churn, should_have_bought, due_to_buy, funnel_target
-- grain: list, person_id
-- grain holds: purchase status, due class and funnel stage are unique by person
-- materialized: view
select
  'churn' as list,
  purchase_status.person_id
from segment.purchase_status
where purchase_status.purchase_status = 'should_have_not_bought'
  and purchase_status.is_overdue
union all
select
  'should_have_bought' as list,
  purchase_status.person_id
from segment.purchase_status
where purchase_status.is_expected
union all
select
  'due_to_buy' as list,
  due_to_buy.person_id
from segment.due_to_buy
inner join run.due_classes on due_classes.due = due_to_buy.due
union all
select
  'funnel_target' as list,
  customer_funnel.person_id
from gate.customer_funnel
where customer_funnel.funnel_stage = 'target'
