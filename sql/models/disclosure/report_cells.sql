-- The leaf cells of every table of every report: customers counted once, and the sums of what they bought; in tables of segment sizes
-- over time once at each as-of moment.
-- grain: table_id, value_1, value_2, value_3
select
  placed_units.table_id,
  placed_units.value_1,
  placed_units.value_2,
  placed_units.value_3,
  count(*) as customers,
  cast(sum(placed_units.orders) as bigint) as orders,
  cast(sum(placed_units.revenue) as decimal(38, 4)) as revenue
from disclosure.placed_units
group by placed_units.table_id, placed_units.value_1, placed_units.value_2, placed_units.value_3
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
