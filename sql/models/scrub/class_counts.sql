-- How many people a list from elsewhere means, by the class of the gravest reason that any of their records has; and, as one, those that
-- nobody here is, each once, however often the list has them.
-- grain: outcome, reason_class
with
  people as (
    select
      record_people.person_id,
      min(reasons.rank) as gravest_rank
    from scrub.record_people
    inner join scrub.verdicts on verdicts.record_number = record_people.record_number
    left join gate.reasons on reasons.reason_code = verdicts.primary_reason
    group by record_people.person_id
  ),

  strangers as (
    select
      statements.record_number,
      min(statements.kind || ' ' || statements.named_key) as stranger
    from scrub.statements
    left join scrub.record_people on record_people.record_number = statements.record_number
    where record_people.record_number is null
    group by statements.record_number
  ),

  counted as (
    select
      case when people.gravest_rank is null then 'contactable' else 'refused' end as outcome,
      coalesce(reasons.class, '') as reason_class,
      people.person_id as counted_once
    from people
    left join gate.reasons on reasons.rank = people.gravest_rank
    union all
    select
      'unknown' as outcome,
      '' as reason_class,
      -- What cannot be read cannot be told apart.
      coalesce(strangers.stranger, 'record ' || cast(strangers.record_number as varchar)) as counted_once
    from strangers
  )

select
  counted.outcome,
  counted.reason_class,
  count(distinct counted.counted_once) as people
from counted
group by counted.outcome, counted.reason_class
