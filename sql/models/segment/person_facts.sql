-- Recency, frequency and monetary value of each person who ever bought, summed over the customers that are one person, by the
-- definitions that the project chose.
-- grain: person_id
-- grain holds: what are parts is grouped by person, and whoever is no part has one row of sales
with
  -- Most customers are one person of their own and have all they bought in one row, which need not be put together.
  of_both_kinds as (
    select whole_transactions.customer_id
    from segment.customer_facts as whole_transactions
    inner join segment.customer_facts as united_lines on united_lines.customer_id = whole_transactions.customer_id
    where whole_transactions.is_whole_transaction and not united_lines.is_whole_transaction
  ),

  sales as (
    select
      coalesce(clusters.person_id, customer_facts.customer_id) as person_id,
      clusters.customer_id is not null or of_both_kinds.customer_id is not null as is_part,
      customer_facts.orders,
      customer_facts.lines,
      customer_facts.first_order_date,
      customer_facts.last_order_date,
      customer_facts.last_ordered_at,
      customer_facts.amount,
      customer_facts.refunds
    from segment.customer_facts
    left join identity.clusters on clusters.customer_id = customer_facts.customer_id
    left join of_both_kinds on of_both_kinds.customer_id = customer_facts.customer_id
  ),

  bought as (
    select
      sales.person_id,
      sales.orders,
      sales.lines,
      sales.amount as revenue,
      sales.refunds,
      sales.first_order_date,
      sales.last_order_date,
      sales.last_ordered_at
    from sales
    where not sales.is_part and sales.orders > 0
    union all
    select
      sales.person_id,
      cast(sum(sales.orders) as bigint) as orders,
      cast(sum(sales.lines) as bigint) as lines,
      cast(sum(sales.amount) as decimal(38, 4)) as revenue,
      cast(sum(sales.refunds) as decimal(38, 4)) as refunds,
      min(sales.first_order_date) as first_order_date,
      max(sales.last_order_date) as last_order_date,
      max(sales.last_ordered_at) as last_ordered_at
    from sales
    where sales.is_part
    group by sales.person_id
    having sum(sales.orders) > 0
  ),

  aged as (
    select
      bought.*,
      date_diff('day', bought.last_order_date, parameters.as_of_date) as recency_days
    from bought
    cross join run.parameters
  )

select
  aged.person_id,
  aged.recency_days,
  cast(
    case
      when parameters.recency = 'exact'
        then exact_quotient(date_diff('millisecond', aged.last_ordered_at, parameters.as_of_at), 86400000)
      else aged.recency_days
    end
    as decimal(18, 4)
  ) as recency,
  case parameters.frequency
    when 'lines' then aged.lines
    when 'active_days' then person_days.active_days
    when 'repeat_days' then person_days.active_days - 1
    else aged.orders
  end as frequency,
  cast(
    case parameters.monetary
      when 'mean_per_order' then exact_quotient(aged.revenue, aged.orders)
      when 'mean_per_active_day' then exact_quotient(aged.revenue, person_days.active_days)
      when 'mean_repeat' then coalesce(exact_quotient(aged.revenue - person_days.first_day_amount, person_days.active_days - 1), 0)
      else aged.revenue
    end
    as decimal(38, 4)
  ) as monetary,
  aged.orders,
  aged.lines,
  aged.revenue,
  aged.refunds,
  aged.first_order_date,
  aged.last_order_date
from aged
cross join run.parameters
left join segment.person_days on person_days.person_id = aged.person_id
