-- The channel and the category of each person's last order line before the as-of moment. Of lines of the same instant the greatest
-- transaction id decides, then file and record: each person has one channel and one category, and is counted once in each table.
-- grain: person_id
-- grain holds: one line of each person has the first place
-- on demand: yes
with
  sales as (
    select
      coalesce(clusters.person_id, transactions.customer_id) as person_id,
      transactions.ordered_at,
      transactions.transaction_id,
      transactions.file_id,
      transactions.record_index,
      transactions.channel,
      transactions.category
    from staging.transactions
    cross join run.parameters
    left join identity.clusters on clusters.customer_id = transactions.customer_id
    where transactions.customer_id is not null
      and transactions.kind = 'sale'
      and transactions.ordered_at < parameters.as_of_at
  ),

  last_moments as (
    select
      sales.person_id,
      max(sales.ordered_at) as ordered_at
    from sales
    group by sales.person_id
  ),

  last_lines as (
    select
      sales.person_id,
      sales.channel,
      sales.category,
      row_number() over (
        partition by sales.person_id
        order by sales.transaction_id desc, sales.file_id desc, sales.record_index desc
      ) as place
    from sales
    inner join last_moments on last_moments.person_id = sales.person_id and last_moments.ordered_at = sales.ordered_at
  )

select
  last_lines.person_id,
  last_lines.channel,
  last_lines.category
from last_lines
where last_lines.place = 1
