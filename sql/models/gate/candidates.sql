-- Who a campaign asks for, before any gate. The audience itself is made from the campaigns' conditions.
-- grain: campaign_id, person_id
-- grain holds: a condition is asked of each person once, and a staged list names nobody twice
select
  audience.campaign_id,
  audience.person_id
from gate.audience
