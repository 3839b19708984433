-- The whole number that up to fifteen hex digits in lower case write.
create or replace macro hex_number(digits) as cast('0x' || digits as bigint)
