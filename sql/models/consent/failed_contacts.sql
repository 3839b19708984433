-- Released contacts of which nothing but a failure was reported: they were never made, and count for no cap.
-- grain: contact_id
select outcomes.contact_id
from state.outcomes
group by outcomes.contact_id
having min(outcomes.outcome) = 'failed'
  and max(outcomes.outcome) = 'failed'
