-- How many items an array has.
create or replace macro count_of(items) as len(items)
