-- Every loaded rate, which is what one unit of a currency is worth in the project's from a day on. A rate that is no number above
-- zero is null, and refuses the run.
-- grain: file_id, record_index
-- grain holds: the record index is the row's own number inside its file
-- materialized: view
select
  exchange_rates.file_id,
  exchange_rates.record_index,
  exchange_rates.source_id,
  exchange_rates.currency,
  exchange_rates.valid_from,
  case
    when matches(exchange_rates.rate, '[0-9]{1,10}([.][0-9]{1,10}0*)?')
      then nullif(try_cast(exchange_rates.rate as decimal(20, 10)), 0)
  end as rate
from raw.exchange_rates
where exchange_rates.load_status = 'loaded'
