-- What became of each candidate of a campaign: listed through one contact option, held out, or refused, with the first reason and all of
-- them as bits. Held out is whoever nothing but allocation refuses, and the holdout first. Whom only a report asks about is no candidate of a campaign, and nothing is decided about them.
-- grain: campaign_id, person_id
-- grain holds: an audit counts how often each candidate is decided about
with
  every_finding as (
    -- Whoever had a free contact option was refused in allocation: what bars their other contact points did not decide.
    select findings.campaign_id, findings.person_id, findings.reason_code
    from gate.findings
    left join allocation.free_options
      on free_options.campaign_id = findings.campaign_id
      and free_options.person_id = findings.person_id
    where free_options.person_id is null
    union all
    select findings.campaign_id, findings.person_id, findings.reason_code
    from allocation.findings
  ),

  refused as (
    select
      every_finding.campaign_id,
      every_finding.person_id,
      min(reasons.rank) as primary_rank,
      bitwise_or_agg(reasons.reason_bit) as reason_bits
    from every_finding
    inner join gate.reasons on reasons.reason_code = every_finding.reason_code
    group by every_finding.campaign_id, every_finding.person_id
  )

select
  candidates.campaign_id,
  candidates.person_id,
  case
    when selected.person_id is not null then 'listed'
    when reasons.reason_code = 'ALLOC_HOLDOUT' then 'held_out'
    else 'refused'
  end as outcome,
  reasons.reason_code as primary_reason,
  case when selected.person_id is null then coalesce(refused.reason_bits, cast(0 as bigint)) else cast(0 as bigint) end as reason_bits,
  selected.contact_key
from gate.candidates
left join allocation.selected
  on selected.campaign_id = candidates.campaign_id
  and selected.person_id = candidates.person_id
left join refused
  on refused.campaign_id = candidates.campaign_id
  and refused.person_id = candidates.person_id
left join gate.reasons on reasons.rank = case when selected.person_id is null then refused.primary_rank end
left join run.contact_questions on contact_questions.campaign_id = candidates.campaign_id
where contact_questions.campaign_id is null
