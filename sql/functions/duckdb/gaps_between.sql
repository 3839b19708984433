-- The days from each day of an ordered array to the next one; the same day again is no gap.
create or replace macro gaps_between(days) as list_filter(
  list_transform(range(2, len(days) + 1), lambda place: date_diff('day', days[place - 1], days[place])),
  lambda gap: gap > 0
)
