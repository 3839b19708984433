-- What is doubtful in the records of each source, with how many have it and the first five of them.
-- grain: finding, source_id, place
with
  every_finding as (
    select customer_findings.finding, customer_findings.source_id, customer_findings.file_id, customer_findings.record_index
    from export.customer_findings
    union all
    select contact_point_findings.finding, contact_point_findings.source_id, contact_point_findings.file_id, contact_point_findings.record_index
    from export.contact_point_findings
    union all
    select statement_findings.finding, statement_findings.source_id, statement_findings.file_id, statement_findings.record_index
    from export.statement_findings
    union all
    select transaction_findings.finding, transaction_findings.source_id, transaction_findings.file_id, transaction_findings.record_index
    from export.transaction_findings
  ),

  numbered as (
    select
      every_finding.finding,
      every_finding.source_id,
      every_finding.file_id,
      every_finding.record_index,
      count(*) over (partition by every_finding.finding, every_finding.source_id) as records_found,
      row_number() over (
        partition by every_finding.finding, every_finding.source_id
        order by every_finding.file_id, every_finding.record_index
      ) as place
    from every_finding
  )

select
  numbered.finding,
  numbered.source_id,
  cast(numbered.place as integer) as place,
  cast(numbered.records_found as bigint) as records_found,
  numbered.file_id,
  numbered.record_index
from numbered
where numbered.place <= 5
