-- Whether the whole text matches the pattern (RE2 syntax).
function matches(value varchar, pattern varchar) returns boolean
return regexp_like(value, '\A(?:' || pattern || ')\z')
