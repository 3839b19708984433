-- The days of an array until one, that day included, in the array's order.
function days_until(days array(date), until date) returns array(date)
return filter(days, each_day -> each_day <= until)
