-- The last item of an array; null of an empty one.
create or replace macro last_of(items) as items[-1]
