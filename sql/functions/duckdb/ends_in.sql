-- Whether a text ends in another.
create or replace macro ends_in(value, ending) as ends_with(value, ending)
