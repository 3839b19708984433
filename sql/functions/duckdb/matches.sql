-- Whether the whole text matches the pattern (RE2 syntax).
create or replace macro matches(value, pattern) as regexp_full_match(value, pattern)
