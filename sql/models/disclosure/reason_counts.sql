-- How many candidates of each campaign have each first reason: exact, for the officer only.
-- grain: campaign_id, outcome, reason_code
with
  reasoned as (
    select
      decisions.campaign_id,
      decisions.outcome,
      coalesce(decisions.primary_reason, '') as reason_code
    from allocation.decisions
  )

select
  reasoned.campaign_id,
  reasoned.outcome,
  reasoned.reason_code,
  count(*) as people
from reasoned
group by reasoned.campaign_id, reasoned.outcome, reasoned.reason_code
