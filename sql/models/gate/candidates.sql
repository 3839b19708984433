-- Who a campaign asks for, before any gate. The audience itself is made from the campaigns' conditions.
-- grain: campaign_id, person_id
select
  audience.campaign_id,
  audience.person_id
from gate.audience
group by audience.campaign_id, audience.person_id
