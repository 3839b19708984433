-- The days of an array until one, that day included, in the array's order.
create or replace macro days_until(days, until) as list_filter(days, lambda each_day: each_day <= until)
