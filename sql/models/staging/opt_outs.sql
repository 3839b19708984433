-- Every refusal in an opt-out column, also of records that were rejected for something else, and of those that the source's condition
-- leaves out as long as they name somebody: a customer's id is enough to bind the customer. The contact point is kept where the refusal
-- is of that point alone, or where no customer can be read.
-- grain: file_id, record_index, position
-- grain holds: a record says each of its source's opt-outs once
-- materialized: view
with
  marked as (
    select
      customers.file_id,
      customers.record_index,
      customers.source_id,
      customers.customer_id,
      cast(null as varchar) as kind,
      cast(null as varchar) as value,
      cast(null as varchar) as value_key,
      customers.country,
      customers.load_status,
      customers.opt_outs
    from raw.customers
    where customers.opt_outs is not null
    union all
    select
      contact_points.file_id,
      contact_points.record_index,
      contact_points.source_id,
      contact_points.customer_id,
      case when contact_points.kind in ('phone', 'email', 'address') then contact_points.kind else 'any' end as kind,
      contact_points.value,
      contact_points.value_key,
      contact_points.country,
      contact_points.load_status,
      contact_points.opt_outs
    from raw.contact_points
    where contact_points.opt_outs is not null
  ),

  said as (
    select
      marked.*,
      opt_outs.position,
      opt_outs.name,
      opt_outs.purpose,
      opt_outs.channel,
      opt_outs.is_point_stop,
      opt_outs.authority,
      strpos(marked.opt_outs, '|' || cast(opt_outs.position as varchar) || '?|') > 0 as is_unreadable,
      opt_outs.is_point_stop or marked.customer_id is null as is_about_point
    from marked
    inner join run.opt_outs
      on opt_outs.source_id = marked.source_id
      and (
        strpos(marked.opt_outs, '|' || cast(opt_outs.position as varchar) || '|') > 0
        or strpos(marked.opt_outs, '|' || cast(opt_outs.position as varchar) || '?|') > 0
      )
    where marked.load_status <> 'excluded'
      or marked.value is not null
      or marked.customer_id is not null and not opt_outs.is_point_stop
  )

select
  said.file_id,
  said.record_index,
  said.source_id,
  said.position,
  said.name,
  said.customer_id,
  said.kind,
  said.country,
  case when said.is_about_point then said.value end as contact_point,
  case when said.is_about_point and (said.kind = 'any' or starts_with(said.value_key, said.kind || ':')) then said.value_key end as clean_key,
  said.purpose,
  said.channel,
  said.is_point_stop and said.value is not null as is_point_stop,
  said.authority,
  said.is_unreadable
from said
