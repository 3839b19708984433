-- The days from each day of an ordered array to the next one; the same day again is no gap.
function gaps_between(days array(date)) returns array(bigint)
return filter(
  zip_with(slice(days, 1, greatest(cardinality(days) - 1, 0)), slice(days, 2, greatest(cardinality(days) - 1, 0)), (one, next) -> date_diff('day', one, next)),
  gap -> gap > 0
)
