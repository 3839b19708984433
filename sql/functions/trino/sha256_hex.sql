-- The SHA-256 of a text's UTF-8 bytes, in lower-case hex.
function sha256_hex(value varchar) returns varchar
return lower(to_hex(sha256(to_utf8(value))))
