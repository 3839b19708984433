-- A timestamp as text to make an id of: without a fraction where it has none, and without zeros at the end of one. The ids of stored denials depend on it.
function timestamp_text(value timestamp(6)) returns varchar
return case
  when cast(value as varchar) like '%.000000' then substr(cast(value as varchar), 1, length(cast(value as varchar)) - 7)
  else regexp_replace(cast(value as varchar), '0+$', '')
end
