-- Every finding is about a candidate, and about one of that candidate's contact options when it names one.
select
  findings.campaign_id,
  findings.person_id,
  findings.reason_code
from gate.findings
left join gate.candidates
  on candidates.campaign_id = findings.campaign_id
  and candidates.person_id = findings.person_id
where findings.contact_key is null
  and candidates.person_id is null
union all
-- A contact option is a candidate's.
select
  findings.campaign_id,
  findings.person_id,
  findings.reason_code
from gate.findings
left join gate.contact_options
  on contact_options.campaign_id = findings.campaign_id
  and contact_options.person_id = findings.person_id
  and contact_options.contact_key = findings.contact_key
where findings.contact_key is not null
  and contact_options.contact_key is null
