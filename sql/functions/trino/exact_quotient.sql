-- An amount of money divided by a count, rounded half away from zero to four decimals, in whole numbers throughout; null by zero.
-- The division of decimals rounds, so that only what divides without rest is divided.
function exact_quotient(amount decimal(38, 4), divisor bigint) returns decimal(38, 4)
begin
  declare twice decimal(38, 0) default cast(nullif(divisor, 0) as decimal(38, 0)) * 2;
  declare halves decimal(38, 0) default cast(cast(amount as decimal(33, 4)) * 10000 as decimal(38, 0)) * 2
    + case when amount < 0 then -1 else 1 end * abs(cast(divisor as decimal(38, 0)));
  return cast(cast((halves - mod(halves, twice)) / twice as decimal(34, 0)) * decimal '0.0001' as decimal(38, 4));
end
