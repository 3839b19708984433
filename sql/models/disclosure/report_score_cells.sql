-- The leaf cells of every table of every report, apart by the three scores of their customers where the table asks for medians, and
-- without scores elsewhere: everybody is put into their cells once, and all else is summed from here.
-- grain: table_id, value_1, value_2, value_3, r_score, f_score, m_score
select
  placed_units.table_id,
  placed_units.value_1,
  placed_units.value_2,
  placed_units.value_3,
  placed_units.r_score,
  placed_units.f_score,
  placed_units.m_score,
  count(*) as customers,
  cast(sum(placed_units.orders) as bigint) as orders,
  cast(sum(placed_units.revenue) as decimal(38, 4)) as revenue
from disclosure.placed_units
group by
  placed_units.table_id,
  placed_units.value_1,
  placed_units.value_2,
  placed_units.value_3,
  placed_units.r_score,
  placed_units.f_score,
  placed_units.m_score
