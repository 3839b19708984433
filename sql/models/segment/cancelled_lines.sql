-- Lines that never were when cancelled sales are dropped, which are the sales that later refunds cancel whole, and those refunds.
-- grain: file_id, record_index
-- on demand: yes
with
  taken as (
    select
      article_lines.file_id,
      article_lines.record_index,
      case
        when article_lines.is_sale
          then not lead(article_lines.is_sale) over (
            partition by article_lines.person_id, article_lines.article, article_lines.quantity, article_lines.level
            order by article_lines.ordered_at, article_lines.turn, article_lines.file_id, article_lines.record_index
          )
        else article_lines.level > 0
      end as is_cancelled
    from segment.article_lines
  )

select
  cancellable_lines.file_id,
  cancellable_lines.record_index
from segment.cancellable_lines
inner join segment.returned_transactions
  on returned_transactions.person_id = cancellable_lines.person_id
  and returned_transactions.transaction_id
    = case when cancellable_lines.is_sale then cancellable_lines.transaction_id else cancellable_lines.original_transaction_id end
where cancellable_lines.is_sale
  or cancellable_lines.ordered_at >= returned_transactions.sold_at
union all
select
  taken.file_id,
  taken.record_index
from taken
where taken.is_cancelled
