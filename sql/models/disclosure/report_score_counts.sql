-- How many customers of each cell of each report have each score: what tells the class that holds a median.
-- grain: table_id, value_1, value_2, value_3, score, class
-- grain holds: the three scores are grouped apart
-- materialized: view
select
  placed_units.table_id,
  placed_units.value_1,
  placed_units.value_2,
  placed_units.value_3,
  'r_score' as score,
  placed_units.r_score as class,
  count(*) as customers
from disclosure.placed_units
where placed_units.r_score is not null
group by placed_units.table_id, placed_units.value_1, placed_units.value_2, placed_units.value_3, placed_units.r_score
union all
select
  placed_units.table_id,
  placed_units.value_1,
  placed_units.value_2,
  placed_units.value_3,
  'f_score' as score,
  placed_units.f_score as class,
  count(*) as customers
from disclosure.placed_units
where placed_units.f_score is not null
group by placed_units.table_id, placed_units.value_1, placed_units.value_2, placed_units.value_3, placed_units.f_score
union all
select
  placed_units.table_id,
  placed_units.value_1,
  placed_units.value_2,
  placed_units.value_3,
  'm_score' as score,
  placed_units.m_score as class,
  count(*) as customers
from disclosure.placed_units
where placed_units.m_score is not null
group by placed_units.table_id, placed_units.value_1, placed_units.value_2, placed_units.value_3, placed_units.m_score
