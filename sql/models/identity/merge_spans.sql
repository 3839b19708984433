-- When two customers became one person and, where a later statement about the two undoes it, until when they were. An undoing
-- that lies before its merge undoes nothing; one in the record of a merge without a readable time undoes that merge.
-- grain: merge_id
with
  merges as (
    select
      kept.merge_id,
      kept.from_customer_id,
      kept.into_customer_id,
      kept.start_at,
      kept.order_at,
      kept.undone_at,
      kept.first_seen_at
    from state.merges as kept
    union all
    select
      new_merges.merge_id,
      new_merges.from_customer_id,
      new_merges.into_customer_id,
      new_merges.start_at,
      new_merges.order_at,
      new_merges.undone_at,
      new_merges.first_seen_at
    from identity.new_merges
  ),

  undoings as (
    select
      merges.from_customer_id,
      merges.into_customer_id,
      merges.undone_at
    from merges
    where merges.undone_at is not null
  )

select
  merges.merge_id,
  min(merges.from_customer_id) as from_customer_id,
  min(merges.into_customer_id) as into_customer_id,
  min(merges.start_at) as start_at,
  min(merges.order_at) as order_at,
  min(
    case
      when undoings.undone_at > coalesce(merges.start_at, merges.first_seen_at) then undoings.undone_at
      when merges.start_at is null and undoings.undone_at = merges.undone_at then undoings.undone_at
    end
  ) as undone_at
from merges
left join undoings
  on undoings.from_customer_id = merges.from_customer_id
  and undoings.into_customer_id = merges.into_customer_id
where merges.from_customer_id <> merges.into_customer_id
group by merges.merge_id
