-- How far each person is in the customer funnel: in the target market by its condition; a potential customer with an intention of
-- late; a target with the power to buy and expected to buy within the short term. Whoever has no rhythm of buying is expected
-- when the newest intention is no older than the short term. Without power somebody stays a potential customer.
-- stage: target, potential, target_market, outside
-- power: strong, weak, none
-- grain: person_id
-- grain holds: the people of an audience are unique, and all else is grouped by person
-- on demand: yes
with
  met as (
    select
      funnel_conditions.person_id,
      max(case when funnel_conditions.condition_name = 'target_market' then 1 else 0 end) = 1 as is_in_target_market,
      max(case when funnel_conditions.condition_name = 'strong' then 1 else 0 end) = 1 as is_strong,
      max(case when funnel_conditions.condition_name = 'weak' then 1 else 0 end) = 1 as is_weak
    from gate.funnel_conditions
    group by funnel_conditions.person_id
  ),

  intending as (
    select
      coalesce(clusters.person_id, interactions.customer_id) as person_id,
      max(interactions.occurred_at) as last_intention_at
    from staging.interactions
    inner join run.intention_kinds on intention_kinds.kind = interactions.kind
    cross join run.funnel
    cross join run.parameters
    left join identity.clusters on clusters.customer_id = interactions.customer_id
    where interactions.occurred_at >= funnel.intention_from_at
      and interactions.occurred_at < parameters.as_of_at
    group by coalesce(clusters.person_id, interactions.customer_id)
  ),

  known as (
    select
      audience_people.person_id,
      coalesce(met.is_in_target_market, false) as is_in_target_market,
      intending.last_intention_at,
      case
        when due_to_buy.median_gap_days is null then intending.last_intention_at >= funnel.short_term_from_at
        else due_to_buy.median_gap_days <= due_to_buy.days_since_order + funnel.short_term_days
      end as is_expected_soon,
      case
        when met.is_strong then 'strong'
        when met.is_weak then 'weak'
        else 'none'
      end as purchasing_power
    from gate.audience_people
    cross join run.funnel
    left join met on met.person_id = audience_people.person_id
    left join intending on intending.person_id = audience_people.person_id
    left join segment.due_to_buy on due_to_buy.person_id = audience_people.person_id
  )

select
  known.person_id,
  known.is_in_target_market,
  known.last_intention_at,
  coalesce(known.is_expected_soon, false) as is_expected_soon,
  known.purchasing_power,
  case
    when not known.is_in_target_market then 'outside'
    when known.last_intention_at is null then 'target_market'
    when known.purchasing_power <> 'none' and known.is_expected_soon then 'target'
    else 'potential'
  end as funnel_stage
from known
