-- The bytes of a text in UTF-8; as many as its characters when it is ASCII.
function byte_length(value varchar) returns bigint
return length(to_utf8(value))
