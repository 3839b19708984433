-- Whether each record of a list from elsewhere may be contacted: contactable, refused with its first reason and all of them as bits, or
-- unknown, which nobody may contact either.
-- grain: record_number
with
  records as (
    select statements.record_number
    from scrub.statements
    group by statements.record_number
  ),

  refused as (
    select
      record_reasons.record_number,
      min(reasons.rank) as primary_rank,
      cast(sum(reasons.reason_bit) as bigint) as reason_bits
    from scrub.record_reasons
    inner join gate.reasons on reasons.reason_code = record_reasons.reason_code
    group by record_reasons.record_number
  )

select
  records.record_number,
  case
    when refused.record_number is null then 'contactable'
    when reasons.reason_code = 'REC_UNRESOLVED_ID' then 'unknown'
    else 'refused'
  end as verdict,
  reasons.reason_code as primary_reason,
  coalesce(refused.reason_bits, cast(0 as bigint)) as reason_bits
from records
left join refused on refused.record_number = records.record_number
left join gate.reasons on reasons.rank = refused.primary_rank
