-- Whom each campaign holds out, for each holdout that says so: its own, or that of all marketing. One customer drawn holds out the person.
-- grain: campaign_id, person_id, holdout_id
with
  drawn as (
    select holdouts.holdout_id, holdouts.customer_id
    from state.holdouts
    union all
    select drawn_holdouts.holdout_id, drawn_holdouts.customer_id
    from allocation.drawn_holdouts
  )

select
  campaign_holdouts.campaign_id,
  coalesce(clusters.person_id, drawn.customer_id) as person_id,
  campaign_holdouts.holdout_id,
  min(campaign_holdouts.seed) as seed,
  max(case when campaign_holdouts.is_universal then 1 else 0 end) = 1 as is_universal
from drawn
inner join run.campaign_holdouts on campaign_holdouts.holdout_id = drawn.holdout_id
left join identity.clusters on clusters.customer_id = drawn.customer_id
group by campaign_holdouts.campaign_id, coalesce(clusters.person_id, drawn.customer_id), campaign_holdouts.holdout_id
