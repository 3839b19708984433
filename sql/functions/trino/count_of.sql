-- How many items an array has.
function count_of(items array(bigint)) returns bigint
return cardinality(items)
