-- The items of an array, the least first.
create or replace macro in_order(items) as list_sort(items)
