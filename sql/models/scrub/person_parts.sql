-- What is counted of each person whom a list from elsewhere means: listed, who may be contacted through each of their records, or else the class of
-- the gravest reason that any of them has. Where no rules are known is not asked of a list.
-- grain: campaign_id, person_id
-- grain holds: a list is asked about for one campaign, and its people are grouped
with
  people as (
    select
      record_people.person_id,
      min(reasons.rank) as gravest_rank
    from scrub.record_people
    inner join scrub.verdicts on verdicts.record_number = record_people.record_number
    left join gate.reasons on reasons.reason_code = verdicts.primary_reason
    group by record_people.person_id
  )

select
  campaigns.campaign_id,
  people.person_id,
  case when people.gravest_rank is null then 'listed' else coalesce(reasons.class, '') end as part,
  false as is_without_rules
from people
cross join run.campaigns
left join gate.reasons on reasons.rank = people.gravest_rank
