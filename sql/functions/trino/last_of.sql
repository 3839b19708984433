-- The last item of an array; null of an empty one.
function last_of(items array(date)) returns date
return element_at(items, -1)
