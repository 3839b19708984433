-- How many candidates of each campaign were listed, and how many refused by the class of their first reason.
-- grain: campaign_id, outcome, reason_class
with
  classed as (
    select
      decisions.campaign_id,
      decisions.outcome,
      coalesce(reasons.class, '') as reason_class
    from allocation.decisions
    left join gate.reasons on reasons.reason_code = decisions.primary_reason
  )

select
  classed.campaign_id,
  classed.outcome,
  classed.reason_class,
  count(*) as people
from classed
group by classed.campaign_id, classed.outcome, classed.reason_class
