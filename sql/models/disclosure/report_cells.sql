-- The leaf cells of every table of every report: customers counted once, and the sums of what they bought.
-- grain: table_id, value_1, value_2, value_3
with
  placed as (
    select
      report_tables.table_id,
      case report_tables.dimension_1
        when 'segment' then coalesce(report_units.segment, '(none)')
        when 'region' then coalesce(report_units.region, '(none)')
        when 'country' then coalesce(report_units.country, '(none)')
        when 'language' then coalesce(report_units.language, '(none)')
        when 'gender' then coalesce(report_units.gender, '(none)')
        when 'r_score' then coalesce(cast(report_units.r_score as varchar), '(none)')
        when 'f_score' then coalesce(cast(report_units.f_score as varchar), '(none)')
        when 'm_score' then coalesce(cast(report_units.m_score as varchar), '(none)')
        when 'purchase_status' then coalesce(report_units.purchase_status, '(none)')
        when 'due' then coalesce(report_units.due, '(none)')
        when 'funnel_stage' then coalesce(report_units.funnel_stage, '(none)')
        when 'purchasing_power' then coalesce(report_units.purchasing_power, '(none)')
        else ''
      end as value_1,
      case report_tables.dimension_2
        when 'segment' then coalesce(report_units.segment, '(none)')
        when 'region' then coalesce(report_units.region, '(none)')
        when 'country' then coalesce(report_units.country, '(none)')
        when 'language' then coalesce(report_units.language, '(none)')
        when 'gender' then coalesce(report_units.gender, '(none)')
        when 'r_score' then coalesce(cast(report_units.r_score as varchar), '(none)')
        when 'f_score' then coalesce(cast(report_units.f_score as varchar), '(none)')
        when 'm_score' then coalesce(cast(report_units.m_score as varchar), '(none)')
        when 'purchase_status' then coalesce(report_units.purchase_status, '(none)')
        when 'due' then coalesce(report_units.due, '(none)')
        when 'funnel_stage' then coalesce(report_units.funnel_stage, '(none)')
        when 'purchasing_power' then coalesce(report_units.purchasing_power, '(none)')
        else ''
      end as value_2,
      case report_tables.dimension_3
        when 'segment' then coalesce(report_units.segment, '(none)')
        when 'region' then coalesce(report_units.region, '(none)')
        when 'country' then coalesce(report_units.country, '(none)')
        when 'language' then coalesce(report_units.language, '(none)')
        when 'gender' then coalesce(report_units.gender, '(none)')
        when 'r_score' then coalesce(cast(report_units.r_score as varchar), '(none)')
        when 'f_score' then coalesce(cast(report_units.f_score as varchar), '(none)')
        when 'm_score' then coalesce(cast(report_units.m_score as varchar), '(none)')
        when 'purchase_status' then coalesce(report_units.purchase_status, '(none)')
        when 'due' then coalesce(report_units.due, '(none)')
        when 'funnel_stage' then coalesce(report_units.funnel_stage, '(none)')
        when 'purchasing_power' then coalesce(report_units.purchasing_power, '(none)')
        else ''
      end as value_3,
      report_units.orders,
      report_units.revenue
    from disclosure.report_units
    cross join run.report_tables
  )

select
  placed.table_id,
  placed.value_1,
  placed.value_2,
  placed.value_3,
  count(*) as customers,
  cast(sum(placed.orders) as bigint) as orders,
  cast(sum(placed.revenue) as decimal(38, 4)) as revenue
from placed
group by placed.table_id, placed.value_1, placed.value_2, placed.value_3
