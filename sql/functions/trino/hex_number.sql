-- The whole number that up to fifteen hex digits in lower case write.
function hex_number(digits varchar) returns bigint
return from_base(digits, 16)
