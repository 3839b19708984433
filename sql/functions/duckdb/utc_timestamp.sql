-- The UTC timestamp of an ISO instant with offset; null when it is none. Through microseconds, because `at time zone` costs twice that.
create or replace macro utc_timestamp(value) as make_timestamp(epoch_us(try_cast(value as timestamp with time zone)))
