-- The SHA-256 of a text's UTF-8 bytes, in lower-case hex.
create or replace macro sha256_hex(value) as sha256(value)
