-- An ISO instant as the cast to a timestamp with time zone reads it: a blank for T, a colon in the offset.
create or replace macro parse_offset_text(value) as replace(regexp_replace(value, '([+-][0-9]{2}):?([0-9]{2})$', '\1:\2'), 'T', ' ')
