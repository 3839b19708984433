-- A value as reports show it, apart from their marks (none), (all), (new) and (gone): one in parentheses has them twice.
create or replace macro apart_from_marks(value) as case when starts_with(value, '(') and ends_with(value, ')') then '(' || value || ')' else value end
