-- A whole number below the prime 2³¹ − 1 that a text alone decides: the first eight hex digits of its SHA-256, modulo the prime.
function hash_number(value varchar) returns bigint
return mod(from_base(substr(lower(to_hex(sha256(to_utf8(value)))), 1, 8), 16), 2147483647)
