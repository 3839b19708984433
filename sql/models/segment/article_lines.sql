-- Sales and refunds of an article that no transaction id decides, each with its place in the pile of what the person has of it, where
-- a sale puts the next one on and a refund takes the latest off. The level of a sale is where it lies, that of a refund where what it
-- takes lies, and 0 when nothing is there to take. On one level sales and refunds take turns. At one instant sales come first.
-- grain: file_id, record_index
-- grain holds: a part of segment.cancellable_lines, which has this grain
-- on demand: yes
with
  open_lines as (
    select
      cancellable_lines.file_id,
      cancellable_lines.record_index,
      cancellable_lines.person_id,
      cancellable_lines.article,
      cancellable_lines.quantity,
      cancellable_lines.ordered_at,
      cancellable_lines.is_sale,
      case when cancellable_lines.is_sale then 0 else 1 end as turn
    from segment.cancellable_lines
    left join segment.returned_transactions
      on returned_transactions.person_id = cancellable_lines.person_id
      and returned_transactions.transaction_id = cancellable_lines.transaction_id
      and cancellable_lines.is_sale
    where cancellable_lines.article is not null
      and cancellable_lines.quantity is not null
      and returned_transactions.transaction_id is null
      and (cancellable_lines.is_sale or cancellable_lines.original_transaction_id is null)
  ),

  running as (
    select
      open_lines.file_id,
      open_lines.record_index,
      open_lines.person_id,
      open_lines.article,
      open_lines.quantity,
      open_lines.ordered_at,
      open_lines.is_sale,
      open_lines.turn,
      cast(
        sum(case when open_lines.is_sale then 1 else -1 end) over (
          partition by open_lines.person_id, open_lines.article, open_lines.quantity
          order by open_lines.ordered_at, open_lines.turn, open_lines.file_id, open_lines.record_index
          rows between unbounded preceding and current row
        )
        as bigint
      ) as balance
    from open_lines
  ),

  floored as (
    select
      running.file_id,
      running.record_index,
      running.person_id,
      running.article,
      running.quantity,
      running.ordered_at,
      running.is_sale,
      running.turn,
      running.balance - least(
        0,
        min(running.balance) over (
          partition by running.person_id, running.article, running.quantity
          order by running.ordered_at, running.turn, running.file_id, running.record_index
          rows between unbounded preceding and current row
        )
      ) as height
    from running
  )

select
  floored.file_id,
  floored.record_index,
  floored.person_id,
  floored.article,
  floored.quantity,
  floored.ordered_at,
  floored.is_sale,
  floored.turn,
  case
    when floored.is_sale then floored.height
    else coalesce(
      lag(floored.height) over (
        partition by floored.person_id, floored.article, floored.quantity
        order by floored.ordered_at, floored.turn, floored.file_id, floored.record_index
      ),
      0
    )
  end as level
from floored
