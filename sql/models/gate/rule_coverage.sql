-- How many of each campaign's candidates live where no rules are known.
-- grain: campaign_id
-- grain holds: candidates are counted by campaign
with
  counted as (
    select people_without_rules.campaign_id, count(*) as people
    from gate.people_without_rules
    group by people_without_rules.campaign_id
  ),

  asked as (
    select candidates.campaign_id, count(*) as people
    from gate.candidates
    group by candidates.campaign_id
  )

select
  asked.campaign_id,
  asked.people,
  coalesce(counted.people, cast(0 as bigint)) as people_without_rules
from asked
left join counted on counted.campaign_id = asked.campaign_id
