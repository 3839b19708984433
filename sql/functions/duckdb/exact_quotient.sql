-- An amount of money divided by a count, rounded half away from zero to four decimals, in whole numbers throughout; null by zero.
create or replace macro exact_quotient(amount, divisor) as cast(
  (cast(cast(amount as decimal(33, 4)) * 10000 as hugeint) * 2 + case when amount < 0 then -1 else 1 end * abs(cast(divisor as hugeint)))
  // nullif(cast(divisor as hugeint) * 2, 0) as decimal(34, 0)
) * cast(0.0001 as decimal(4, 4))
