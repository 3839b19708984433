-- How many people a list from elsewhere means, by the class of the gravest reason that any of their records has; and, as one, those that
-- nobody here is, each once, however often the list has them.
-- grain: outcome, reason_class
with
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
      case when person_parts.part = 'listed' then 'contactable' else 'refused' end as outcome,
      case when person_parts.part = 'listed' then '' else person_parts.part end as reason_class,
      person_parts.person_id as counted_once
    from scrub.person_parts
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
