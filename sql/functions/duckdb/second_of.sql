-- The second item of an array; null of a shorter one.
create or replace macro second_of(items) as items[2]
