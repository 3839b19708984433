-- What is counted of each candidate of a campaign: whether they were listed or held out, or else the class of their first reason; and whether they live
-- where no rules are known.
-- grain: campaign_id, person_id
-- grain holds: each candidate is decided about once, and is at most once without rules
-- materialized: view
select
  decisions.campaign_id,
  decisions.person_id,
  case when decisions.outcome = 'refused' then coalesce(reasons.class, '') else decisions.outcome end as part,
  people_without_rules.person_id is not null as is_without_rules
from allocation.decisions
left join gate.reasons on reasons.reason_code = decisions.primary_reason
left join gate.people_without_rules
  on people_without_rules.campaign_id = decisions.campaign_id
  and people_without_rules.person_id = decisions.person_id
