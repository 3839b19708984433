-- The items of an array, the least first.
function in_order(items array(date)) returns array(date)
return array_sort(items)
