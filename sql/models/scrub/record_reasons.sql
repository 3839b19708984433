-- Why a record of a list from elsewhere may not be contacted: whatever refuses anybody whom it may mean, or the contact point that it names.
-- A customer id that nobody has, a record that means nobody, and a contact point that is not the person's are reasons, too. That others have
-- the contact point, and that a budget is spent, are none: a list is asked about, not made.
-- grain: record_number, reason_code
with
  points_named as (
    select statements.record_number
    from scrub.statements
    inner join run.campaigns on campaigns.contact_kind = statements.kind
    group by statements.record_number
  ),

  meant as (
    select
      record_people.record_number,
      record_people.person_id,
      points_named.record_number is not null as is_point_named
    from scrub.record_people
    left join points_named on points_named.record_number = record_people.record_number
  ),

  unresolved as (
    select statements.record_number
    from scrub.statements
    left join identity.clusters on clusters.customer_id = statements.named_key
    left join identity.people on people.customer_id = statements.named_key
    where statements.kind = 'customer'
      and clusters.customer_id is null
      and people.customer_id is null
    union all
    select statements.record_number
    from scrub.statements
    left join meant on meant.record_number = statements.record_number
    where meant.record_number is null
  ),

  through as (
    select
      meant.record_number,
      meant.person_id,
      max(case when record_options.contact_key is not null then 1 else 0 end) = 1 as has_option,
      max(case when free_options.contact_key = record_options.contact_key then 1 else 0 end) = 1 as is_chosen,
      max(case when free_options.contact_key is not null then 1 else 0 end) = 1 as is_free
    from meant
    left join scrub.record_options
      on record_options.record_number = meant.record_number
      and record_options.person_id = meant.person_id
    left join allocation.free_options on free_options.person_id = meant.person_id
    where meant.is_point_named
    group by meant.record_number, meant.person_id
  ),

  found as (
    select meant.record_number, findings.reason_code
    from meant
    inner join gate.findings
      on findings.person_id = meant.person_id
      and findings.contact_key is null
    union all
    -- Of who has other contact points than the one named, only that one counts; of a record that names none, it takes one that is free.
    select meant.record_number, findings.reason_code
    from meant
    inner join scrub.record_options
      on record_options.record_number = meant.record_number
      and record_options.person_id = meant.person_id
    inner join gate.findings
      on findings.person_id = meant.person_id
      and findings.contact_key = record_options.contact_key
    left join allocation.free_options on free_options.person_id = meant.person_id
    where meant.is_point_named
      or free_options.person_id is null
    union all
    select meant.record_number, findings.reason_code
    from meant
    inner join allocation.findings on findings.person_id = meant.person_id
    where findings.reason_code not in ('ALLOC_DUPLICATE_CP', 'ALLOC_BUDGET')
    union all
    select through.record_number, 'CP_MISSING' as reason_code
    from through
    where not through.has_option
    union all
    -- Everybody is contacted at one of their points: a record whose point is nobody's choice is not the one.
    select through.record_number, 'ALLOC_DUPLICATE_CP' as reason_code
    from through
    group by through.record_number
    having max(case when through.is_free then 1 else 0 end) = 1
      and max(case when through.is_chosen then 1 else 0 end) = 0
      and min(case when through.has_option then 1 else 0 end) = 1
    union all
    select unresolved.record_number, 'REC_UNRESOLVED_ID' as reason_code
    from unresolved
  )

select
  found.record_number,
  found.reason_code
from found
group by found.record_number, found.reason_code
