-- Each customer's cell in every table of every report, and their scores where it asks for medians; people who are gone count only
-- where a table compares with the previous as-of moment.
-- grain: table_id, person_id
-- grain holds: units and tables are unique, and each pair is one row
-- materialized: view
select
  report_tables.table_id,
  report_units.person_id,
  case
    when report_tables.dimension_1 is null then ''
    else coalesce(
      case report_tables.dimension_1
        when 'segment' then report_units.segment
        when 'as_of' then report_units.as_of
        when 'previous_segment' then report_units.previous_segment
        when 'stability' then report_units.stability
        when 'revenue_group' then report_units.revenue_group
        when 'region' then report_units.region
        when 'country' then report_units.country
        when 'language' then report_units.language
        when 'gender' then report_units.gender
        when 'category' then report_units.category
        when 'channel' then report_units.channel
        when 'cohort_month' then report_units.cohort_month
        when 'cohort_quarter' then report_units.cohort_quarter
        when 'cohort_year' then report_units.cohort_year
        when 'purchase_status' then report_units.purchase_status
        when 'due' then report_units.due
        when 'funnel_stage' then report_units.funnel_stage
        when 'purchasing_power' then report_units.purchasing_power
        when 'r_score' then cast(report_units.r_score as varchar)
        when 'f_score' then cast(report_units.f_score as varchar)
        when 'm_score' then cast(report_units.m_score as varchar)
      end,
      '(none)'
    )
  end as value_1,
  case
    when report_tables.dimension_2 is null then ''
    else coalesce(
      case report_tables.dimension_2
        when 'segment' then report_units.segment
        when 'as_of' then report_units.as_of
        when 'previous_segment' then report_units.previous_segment
        when 'stability' then report_units.stability
        when 'revenue_group' then report_units.revenue_group
        when 'region' then report_units.region
        when 'country' then report_units.country
        when 'language' then report_units.language
        when 'gender' then report_units.gender
        when 'category' then report_units.category
        when 'channel' then report_units.channel
        when 'cohort_month' then report_units.cohort_month
        when 'cohort_quarter' then report_units.cohort_quarter
        when 'cohort_year' then report_units.cohort_year
        when 'purchase_status' then report_units.purchase_status
        when 'due' then report_units.due
        when 'funnel_stage' then report_units.funnel_stage
        when 'purchasing_power' then report_units.purchasing_power
        when 'r_score' then cast(report_units.r_score as varchar)
        when 'f_score' then cast(report_units.f_score as varchar)
        when 'm_score' then cast(report_units.m_score as varchar)
      end,
      '(none)'
    )
  end as value_2,
  case
    when report_tables.dimension_3 is null then ''
    else coalesce(
      case report_tables.dimension_3
        when 'segment' then report_units.segment
        when 'as_of' then report_units.as_of
        when 'previous_segment' then report_units.previous_segment
        when 'stability' then report_units.stability
        when 'revenue_group' then report_units.revenue_group
        when 'region' then report_units.region
        when 'country' then report_units.country
        when 'language' then report_units.language
        when 'gender' then report_units.gender
        when 'category' then report_units.category
        when 'channel' then report_units.channel
        when 'cohort_month' then report_units.cohort_month
        when 'cohort_quarter' then report_units.cohort_quarter
        when 'cohort_year' then report_units.cohort_year
        when 'purchase_status' then report_units.purchase_status
        when 'due' then report_units.due
        when 'funnel_stage' then report_units.funnel_stage
        when 'purchasing_power' then report_units.purchasing_power
        when 'r_score' then cast(report_units.r_score as varchar)
        when 'f_score' then cast(report_units.f_score as varchar)
        when 'm_score' then cast(report_units.m_score as varchar)
      end,
      '(none)'
    )
  end as value_3,
  case when report_tables.has_medians then report_units.r_score end as r_score,
  case when report_tables.has_medians then report_units.f_score end as f_score,
  case when report_tables.has_medians then report_units.m_score end as m_score,
  report_units.orders,
  report_units.revenue
from disclosure.report_units
cross join run.report_tables
where not report_units.is_gone
  or 'previous_segment' in (report_tables.dimension_1, report_tables.dimension_2, report_tables.dimension_3)
