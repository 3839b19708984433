-- A whole number below the prime 2³¹ − 1 that a text alone decides: the first eight hex digits of its SHA-256, modulo the prime.
create or replace macro hash_number(value) as mod(cast('0x' || substr(sha256(value), 1, 8) as bigint), 2147483647)
