-- The bytes of a text in UTF-8; as many as its characters when it is ASCII.
create or replace macro byte_length(value) as strlen(value)
