-- The timestamp so many seconds later, or earlier when negative.
function shifted_by_seconds(value timestamp(6), seconds bigint) returns timestamp(6)
return date_add('second', seconds, value)
