-- The leaf cells of every table of every report: customers counted once, and the sums of what they bought; in tables of segment sizes
-- over time once at each as-of moment.
-- grain: table_id, value_1, value_2, value_3
select
  report_score_cells.table_id,
  report_score_cells.value_1,
  report_score_cells.value_2,
  report_score_cells.value_3,
  cast(sum(report_score_cells.customers) as bigint) as customers,
  cast(sum(report_score_cells.orders) as bigint) as orders,
  cast(sum(report_score_cells.revenue) as decimal(38, 4)) as revenue
from disclosure.report_score_cells
group by report_score_cells.table_id, report_score_cells.value_1, report_score_cells.value_2, report_score_cells.value_3
union all
select
  earlier_cells.table_id,
  earlier_cells.value_1,
  earlier_cells.value_2,
  earlier_cells.value_3,
  earlier_cells.customers,
  earlier_cells.orders,
  earlier_cells.revenue
from disclosure.earlier_cells
