-- The middle of an array of whole numbers, or the mean of the two in the middle; exact to the half.
create or replace macro median_of(numbers) as cast(list_aggregate(numbers, 'median') as decimal(12, 2))
