-- Every refused candidate has a first reason, whoever is held out has that one, and nobody listed has any.
select
  decisions.campaign_id,
  decisions.person_id
from allocation.decisions
where case decisions.outcome
  when 'listed' then decisions.primary_reason is not null
  when 'held_out' then coalesce(decisions.primary_reason, '') <> 'ALLOC_HOLDOUT'
  else coalesce(decisions.primary_reason, 'ALLOC_HOLDOUT') = 'ALLOC_HOLDOUT'
end
