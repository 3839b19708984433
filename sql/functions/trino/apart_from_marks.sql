-- A value as reports show it, apart from their marks (none), (all), (new) and (gone): one in parentheses has them twice.
function apart_from_marks(value varchar) returns varchar
return case when starts_with(value, '(') and substr(value, -1) = ')' then '(' || value || ')' else value end
