-- The middle of an array of whole numbers, or the mean of the two in the middle; exact to the half. None of an empty array.
function median_of(numbers array(bigint)) returns decimal(12, 2)
return case
  when cardinality(numbers) > 0 then cast(
    (
      element_at(array_sort(numbers), (cardinality(numbers) + 1) / 2)
      + element_at(array_sort(numbers), cardinality(numbers) / 2 + 1)
    ) * decimal '0.50' as decimal(12, 2)
  )
end
