-- What each customer bought in one replicate, in which every order occurs as often as it was drawn: a Poisson number of times with
-- mean 1 (Hanley and MacGibbon, Computer Methods and Programs in Biomedicine 83, 2006; Chamandy and others, Estimating Uncertainty for
-- Massive Data Streams, 2012). The number is where a cubic polynomial modulo the prime 2³¹ − 1, the replicate's own, sends the order's
-- number (Wegman and Carter, Journal of Computer and System Sciences 22, 1981), among the prime's shares of e⁻¹ / k!, added up from k = 0.
-- It stands in for segment.customer_facts while a replicate is scored.
-- grain: customer_id
-- grain holds: the orders drawn are grouped by customer
-- on demand: yes
with
  placed as (
    select
      resample_orders.*,
      mod(
        mod(mod(replicate.cubic * resample_orders.draw_number + replicate.quadratic, 2147483647) * resample_orders.draw_number
          + replicate.linear, 2147483647) * resample_orders.draw_number + replicate.constant,
        2147483647
      ) as place
    from segment.resample_orders
    cross join run.replicate
  ),

  drawn as (
    select
      placed.*,
      case
        when placed.place < 790015084 then 0
        when placed.place < 1580030168 then 1
        when placed.place < 1975037710 then 2
        when placed.place < 2106706891 then 3
        when placed.place < 2139624186 then 4
        when placed.place < 2146207645 then 5
        when placed.place < 2147304888 then 6
        when placed.place < 2147461637 then 7
        when placed.place < 2147481231 then 8
        when placed.place < 2147483408 then 9
        when placed.place < 2147483625 then 10
        when placed.place < 2147483645 then 11
        else 12
      end as times
    from placed
  )

select
  drawn.customer_id,
  true as is_whole_transaction,
  cast(sum(drawn.times * drawn.orders) as bigint) as orders,
  cast(sum(drawn.times * drawn.lines) as bigint) as lines,
  min(drawn.first_order_date) as first_order_date,
  max(drawn.last_order_date) as last_order_date,
  max(drawn.last_ordered_at) as last_ordered_at,
  cast(sum(drawn.times * drawn.amount) as decimal(38, 4)) as amount,
  -- Scores read none, and reports read no replicate.
  cast(0 as decimal(38, 4)) as refunds
from drawn
where drawn.times > 0
group by drawn.customer_id
