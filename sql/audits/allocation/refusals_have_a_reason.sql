-- Every refused candidate has a first reason, and nobody listed has one.
select
  decisions.campaign_id,
  decisions.person_id
from allocation.decisions
where (decisions.outcome = 'refused') <> (decisions.primary_reason is not null)
