-- The channel and the category of each person's last order line, of the sales that count. Of lines of the same instant the greatest
-- transaction id decides, then file and record: each person has one channel and one category, and is counted once in each table.
-- grain: person_id
-- grain holds: one line of each person has the first place
-- on demand: yes
with
  last_instants as (
    select customer_facts.customer_id, customer_facts.is_whole_transaction, customer_facts.last_ordered_at
    from segment.customer_facts
    -- That whoever bought nothing has no instant needs no saying, but lets the engine take this for the smaller side of the join.
    where customer_facts.last_ordered_at is not null
  ),

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
    inner join last_instants
      on last_instants.customer_id = known_transactions.customer_id
      and last_instants.is_whole_transaction = known_transactions.is_whole_transaction
      and last_instants.last_ordered_at = known_transactions.sold_at
    left join identity.clusters on clusters.customer_id = known_transactions.customer_id
  )

select
  last_lines.person_id,
  last_lines.channel,
  last_lines.category
from last_lines
where last_lines.place = 1
