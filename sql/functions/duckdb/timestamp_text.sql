-- A timestamp as text to make an id of: without a fraction where it has none, and without zeros at the end of one. The ids of stored denials depend on it.
create or replace macro timestamp_text(value) as cast(cast(value as timestamp) as varchar)
