-- The UTC timestamp of an ISO instant with offset; null when it is none.
function utc_timestamp(value varchar) returns timestamp(6)
return cast(try_cast(replace(replace(value, 'T', ' '), 'Z', ' UTC') as timestamp(6) with time zone) at time zone 'UTC' as timestamp(6))
