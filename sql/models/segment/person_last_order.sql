-- The channel and the category of each person's last order line, of the sales that count. Of lines of the same instant the greatest
-- transaction id decides, then file and record: each person has one channel and one category, and is counted once in each table.
-- grain: person_id
-- grain holds: one line of each person has the first place
-- on demand: yes
with
  last_lines as (
    select
      known_transactions.channel,
      known_transactions.category,
      coalesce(clusters.person_id, known_transactions.customer_id) as person_id,
      row_number() over (
        partition by coalesce(clusters.person_id, known_transactions.customer_id)
        order by
          known_transactions.sold_at desc,
          known_transactions.transaction_id desc,
          known_transactions.file_id desc,
          known_transactions.record_index desc
      ) as place
    from segment.known_transactions
    -- The lines of each customer's last instant are few; only they are put in order.
    inner join segment.customer_facts
      on customer_facts.customer_id = known_transactions.customer_id
      and customer_facts.is_whole_transaction = known_transactions.is_whole_transaction
      and customer_facts.last_ordered_at = known_transactions.sold_at
    left join identity.clusters on clusters.customer_id = known_transactions.customer_id
  )

select
  last_lines.person_id,
  last_lines.channel,
  last_lines.category
from last_lines
where last_lines.place = 1
