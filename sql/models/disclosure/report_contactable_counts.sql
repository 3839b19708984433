-- How many customers of each cell of each report could be contacted through each channel that a report asks about.
-- grain: table_id, value_1, value_2, value_3, channel
-- materialized: view
select
  placed_units.table_id,
  placed_units.value_1,
  placed_units.value_2,
  placed_units.value_3,
  contactable_people.channel,
  count(*) as customers
from disclosure.placed_units
inner join disclosure.contactable_people on contactable_people.person_id = placed_units.person_id
group by
  placed_units.table_id,
  placed_units.value_1,
  placed_units.value_2,
  placed_units.value_3,
  contactable_people.channel
