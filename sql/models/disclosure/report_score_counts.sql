-- How many customers of each cell have each score, of the tables that ask for medians: what tells the class that holds one.
-- grain: table_id, value_1, value_2, value_3, score, class
-- grain holds: the three scores are grouped apart
-- materialized: view
with
  counted as (
    select
      placed_units.table_id,
      placed_units.value_1,
      placed_units.value_2,
      placed_units.value_3,
      placed_units.r_score,
      placed_units.f_score,
      placed_units.m_score,
      count(*) as customers
    from disclosure.placed_units
    inner join run.report_tables on report_tables.table_id = placed_units.table_id
    where report_tables.has_medians
      and placed_units.r_score is not null
    group by
      placed_units.table_id,
      placed_units.value_1,
      placed_units.value_2,
      placed_units.value_3,
      placed_units.r_score,
      placed_units.f_score,
      placed_units.m_score
  )

select
  counted.table_id,
  counted.value_1,
  counted.value_2,
  counted.value_3,
  'r_score' as score,
  counted.r_score as class,
  cast(sum(counted.customers) as bigint) as customers
from counted
group by counted.table_id, counted.value_1, counted.value_2, counted.value_3, counted.r_score
union all
select
  counted.table_id,
  counted.value_1,
  counted.value_2,
  counted.value_3,
  'f_score' as score,
  counted.f_score as class,
  cast(sum(counted.customers) as bigint) as customers
from counted
group by counted.table_id, counted.value_1, counted.value_2, counted.value_3, counted.f_score
union all
select
  counted.table_id,
  counted.value_1,
  counted.value_2,
  counted.value_3,
  'm_score' as score,
  counted.m_score as class,
  cast(sum(counted.customers) as bigint) as customers
from counted
group by counted.table_id, counted.value_1, counted.value_2, counted.value_3, counted.m_score
