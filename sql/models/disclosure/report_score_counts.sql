-- How many customers of each cell have each score, of the tables that ask for medians: what tells the class that holds one.
-- grain: table_id, value_1, value_2, value_3, score, class
-- grain holds: the three scores are grouped apart
-- materialized: view
select
  report_score_cells.table_id,
  report_score_cells.value_1,
  report_score_cells.value_2,
  report_score_cells.value_3,
  'r_score' as score,
  report_score_cells.r_score as class,
  cast(sum(report_score_cells.customers) as bigint) as customers
from disclosure.report_score_cells
where report_score_cells.r_score is not null
group by
  report_score_cells.table_id,
  report_score_cells.value_1,
  report_score_cells.value_2,
  report_score_cells.value_3,
  report_score_cells.r_score
union all
select
  report_score_cells.table_id,
  report_score_cells.value_1,
  report_score_cells.value_2,
  report_score_cells.value_3,
  'f_score' as score,
  report_score_cells.f_score as class,
  cast(sum(report_score_cells.customers) as bigint) as customers
from disclosure.report_score_cells
where report_score_cells.f_score is not null
group by
  report_score_cells.table_id,
  report_score_cells.value_1,
  report_score_cells.value_2,
  report_score_cells.value_3,
  report_score_cells.f_score
union all
select
  report_score_cells.table_id,
  report_score_cells.value_1,
  report_score_cells.value_2,
  report_score_cells.value_3,
  'm_score' as score,
  report_score_cells.m_score as class,
  cast(sum(report_score_cells.customers) as bigint) as customers
from disclosure.report_score_cells
where report_score_cells.m_score is not null
group by
  report_score_cells.table_id,
  report_score_cells.value_1,
  report_score_cells.value_2,
  report_score_cells.value_3,
  report_score_cells.m_score
