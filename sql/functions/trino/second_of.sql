-- The second item of an array; null of a shorter one.
function second_of(items array(decimal(38, 4))) returns decimal(38, 4)
return element_at(items, 2)
