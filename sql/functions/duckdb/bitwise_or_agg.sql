-- The bits that any of the numbers has; the name is the other engine's own.
create or replace macro bitwise_or_agg(bits) as cast(bit_or(bits) as bigint)
