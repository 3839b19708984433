-- An ISO instant as the cast to a timestamp with time zone reads it: a blank for T, a colon in the offset.
function parse_offset_text(value varchar) returns varchar
return replace(regexp_replace(value, '([+-][0-9]{2}):?([0-9]{2})$', '$1:$2'), 'T', ' ')
