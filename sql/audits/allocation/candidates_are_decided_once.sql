-- Every candidate of a campaign is decided about once, and nobody else is: candidates are the listed, the held out and the refused.
select
  candidates.campaign_id,
  candidates.person_id
from gate.candidates
left join run.contact_questions on contact_questions.campaign_id = candidates.campaign_id
left join allocation.decisions
  on decisions.campaign_id = candidates.campaign_id
  and decisions.person_id = candidates.person_id
  and decisions.outcome in ('listed', 'held_out', 'refused')
where contact_questions.campaign_id is null
group by candidates.campaign_id, candidates.person_id
having count(decisions.person_id) <> 1
