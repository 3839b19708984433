-- What is doubtful in the data as a whole, counted: nothing here refuses a run. What single records have is in source_findings.
-- grain: finding
-- grain holds: each finding is named once below
-- materialized: view
select 'customers_bought_without_record' as finding, count(*) as records_found
from segment.person_segments
left join identity.people on people.person_id = person_segments.person_id and people.is_speaker
where people.customer_id is null
union all
select 'people_without_positive_value' as finding, count(*) as records_found
from segment.person_segments
where person_segments.monetary <= 0
