-- The leaf cells at earlier as-of moments, of the tables that show segment sizes over time; beside the moment they have the segment alone.
-- grain: table_id, value_1, value_2, value_3
-- materialized: view
with
  placed_sizes as (
    select
      report_tables.table_id,
      case report_tables.dimension_1
        when 'as_of' then earlier_sizes.as_of
        when 'segment' then earlier_sizes.segment_id
        else ''
      end as value_1,
      case report_tables.dimension_2
        when 'as_of' then earlier_sizes.as_of
        when 'segment' then earlier_sizes.segment_id
        else ''
      end as value_2,
      case report_tables.dimension_3
        when 'as_of' then earlier_sizes.as_of
        when 'segment' then earlier_sizes.segment_id
        else ''
      end as value_3,
      earlier_sizes.customers,
      earlier_sizes.orders,
      earlier_sizes.revenue
    from state.earlier_sizes
    cross join run.report_tables
    where 'as_of' in (report_tables.dimension_1, report_tables.dimension_2, report_tables.dimension_3)
  )

select
  placed_sizes.table_id,
  placed_sizes.value_1,
  placed_sizes.value_2,
  placed_sizes.value_3,
  cast(sum(placed_sizes.customers) as bigint) as customers,
  cast(sum(placed_sizes.orders) as bigint) as orders,
  cast(sum(placed_sizes.revenue) as decimal(38, 4)) as revenue
from placed_sizes
group by placed_sizes.table_id, placed_sizes.value_1, placed_sizes.value_2, placed_sizes.value_3
