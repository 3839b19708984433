-- Each customer that a report counts, with every dimension a report may use and the sums it adds to its cell, which are those of the period
-- where the run's reports have one; people who are gone since the previous as-of moment are counted by the tables that compare with it, and
-- add nothing to their sums.
-- grain: person_id
-- grain holds: facts, segments and what is known on demand are unique by person, and a profile by customer; whoever is gone has neither now
-- materialized: view
with
  bought as (
    select
      person_segments.person_id,
      false as is_gone,
      person_segments.segment_id as segment,
      previous_segments.previous_segment,
      segment_stability.stability,
      revenue_groups.revenue_group,
      person_last_order.category,
      person_last_order.channel,
      person_segments.first_order_date,
      person_segments.r_score,
      person_segments.f_score,
      person_segments.m_score,
      purchase_status.purchase_status,
      due_to_buy.due,
      customer_funnel.funnel_stage,
      customer_funnel.purchasing_power,
      person_segments.orders,
      person_segments.revenue,
      person_segments.refunds
    from segment.person_segments
    left join segment.purchase_status on purchase_status.person_id = person_segments.person_id
    left join segment.due_to_buy on due_to_buy.person_id = person_segments.person_id
    left join gate.customer_funnel on customer_funnel.person_id = person_segments.person_id
    left join segment.previous_segments on previous_segments.person_id = person_segments.person_id
    left join segment.segment_stability on segment_stability.person_id = person_segments.person_id
    left join segment.revenue_groups on revenue_groups.person_id = person_segments.person_id
    left join segment.person_last_order on person_last_order.person_id = person_segments.person_id
    union all
    select
      previous_segments.person_id,
      true as is_gone,
      '(gone)' as segment,
      previous_segments.previous_segment,
      cast(null as varchar) as stability,
      cast(null as varchar) as revenue_group,
      cast(null as varchar) as category,
      cast(null as varchar) as channel,
      cast(null as date) as first_order_date,
      cast(null as integer) as r_score,
      cast(null as integer) as f_score,
      cast(null as integer) as m_score,
      cast(null as varchar) as purchase_status,
      cast(null as varchar) as due,
      cast(null as varchar) as funnel_stage,
      cast(null as varchar) as purchasing_power,
      0 as orders,
      0 as revenue,
      0 as refunds
    from segment.previous_segments
    where previous_segments.is_gone
  )

select
  bought.person_id,
  bought.is_gone,
  bought.segment,
  parameters.as_of_name as as_of,
  bought.previous_segment,
  bought.stability,
  bought.revenue_group,
  apart_from_marks(profiles.region) as region,
  apart_from_marks(profiles.country) as country,
  apart_from_marks(profiles.language) as language,
  apart_from_marks(profiles.gender) as gender,
  apart_from_marks(bought.category) as category,
  apart_from_marks(bought.channel) as channel,
  substr(cast(bought.first_order_date as varchar), 1, 7) as cohort_month,
  case
    when bought.first_order_date is not null
      then concat_ws(
        '-Q',
        cast(year(bought.first_order_date) as varchar),
        case
          when month(bought.first_order_date) <= 3 then '1'
          when month(bought.first_order_date) <= 6 then '2'
          when month(bought.first_order_date) <= 9 then '3'
          else '4'
        end
      )
  end as cohort_quarter,
  cast(year(bought.first_order_date) as varchar) as cohort_year,
  bought.purchase_status,
  bought.due,
  bought.funnel_stage,
  bought.purchasing_power,
  bought.r_score,
  bought.f_score,
  bought.m_score,
  case when parameters.period_from is null then bought.orders else coalesce(period_facts.orders, 0) end as orders,
  case when parameters.period_from is null then bought.revenue else coalesce(period_facts.revenue, 0) end as revenue,
  case when parameters.period_from is null then bought.refunds else coalesce(period_facts.refunds, 0) end as refunds
from bought
cross join run.parameters
left join segment.period_facts on period_facts.person_id = bought.person_id and not bought.is_gone
left join identity.people on people.person_id = bought.person_id and people.is_speaker
left join personal.profiles on profiles.customer_id = people.customer_id
