-- The rate of each currency from the day it is valid from until the day before the next one. One that was stated several times
-- is there once, and different rates of a day refuse the run.
-- grain: currency, valid_from
with
  rates as (
    select
      stated_rates.currency,
      stated_rates.valid_from,
      min(stated_rates.rate) as rate
    from staging.stated_rates
    group by stated_rates.currency, stated_rates.valid_from
  )

select
  rates.currency,
  rates.valid_from,
  lead(rates.valid_from) over (partition by rates.currency order by rates.valid_from) as next_valid_from,
  rates.rate
from rates
