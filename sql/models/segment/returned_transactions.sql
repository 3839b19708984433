-- Transactions that refunds and cancellations naming them gave back whole, together at least what the sales had brought.
-- A refund from before the last of the sales gives nothing back.
-- grain: person_id, transaction_id
-- on demand: yes
with
  sold as (
    select
      cancellable_lines.person_id,
      cancellable_lines.transaction_id,
      max(cancellable_lines.ordered_at) as sold_at,
      sum(cancellable_lines.amount) as amount
    from segment.cancellable_lines
    where cancellable_lines.is_sale
    group by cancellable_lines.person_id, cancellable_lines.transaction_id
  )

select
  sold.person_id,
  sold.transaction_id,
  sold.sold_at
from sold
inner join segment.cancellable_lines
  on cancellable_lines.person_id = sold.person_id
  and cancellable_lines.original_transaction_id = sold.transaction_id
where not cancellable_lines.is_sale
  and cancellable_lines.ordered_at >= sold.sold_at
group by sold.person_id, sold.transaction_id, sold.sold_at, sold.amount
having sum(cancellable_lines.amount) + sold.amount <= 0
