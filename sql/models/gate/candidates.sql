-- Who a campaign asks for, before any gate. The audience itself is made from the campaigns' conditions; whoever objects is in none
-- that is made of behaviour.
-- grain: campaign_id, person_id
-- grain holds: a condition is asked of each person once, and a staged list names nobody twice
with
  objectors as (
    select objections.campaign_id, objections.person_id
    from gate.objections
    group by objections.campaign_id, objections.person_id
  )

select
  audience.campaign_id,
  audience.person_id
from gate.audience
left join objectors
  on objectors.campaign_id = audience.campaign_id
  and objectors.person_id = audience.person_id
where objectors.person_id is null
