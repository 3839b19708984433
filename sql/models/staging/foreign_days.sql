-- Every day with lines in another currency than the project's, and the rate of that day: the latest one valid on it; null where
-- there is none, which refuses the run.
-- grain: currency, ordered_date
with
  days as (
    select distinct
      transactions.currency,
      transactions.ordered_date
    from raw.transactions
    cross join run.parameters
    where transactions.load_status = 'loaded'
      and transactions.currency <> parameters.currency
  )

select
  days.currency,
  days.ordered_date,
  exchange_rates.rate
from days
left join staging.exchange_rates
  on exchange_rates.currency = days.currency
  and exchange_rates.valid_from <= days.ordered_date
  and coalesce(exchange_rates.next_valid_from > days.ordered_date, true)
