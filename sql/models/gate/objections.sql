-- Who objects to marketing or to automated decisions, for each campaign that selects people by behaviour: they are in no segment,
-- churn, due or funnel audience. A release asks the gates instead, which tell why somebody is off the list again.
-- grain: campaign_id, person_id, reason_code
-- grain holds: the objections are grouped by the three
with
  objecting as (
    select
      unlifted_denials.campaign_id,
      unlifted_denials.person_id,
      unlifted_denials.evidence,
      case
        when unlifted_denials.purpose = '*' and unlifted_denials.channel = '*' then 'OPT_ALL'
        when unlifted_denials.purpose = 'direct_marketing' and unlifted_denials.channel = '*' then 'OPT_MARKETING'
        when unlifted_denials.purpose = 'automated_decision' then 'OPT_AUTOMATED'
      end as reason_code
    from consent.unlifted_denials
    inner join run.campaigns on campaigns.campaign_id = unlifted_denials.campaign_id
    cross join run.parameters
    where campaigns.selects_by_behaviour
      and not parameters.is_release
      and unlifted_denials.kind = 'event'
      and unlifted_denials.contact_key is null
  )

select
  objecting.campaign_id,
  objecting.person_id,
  objecting.reason_code,
  min(objecting.evidence) as evidence
from objecting
where objecting.reason_code is not null
group by objecting.campaign_id, objecting.person_id, objecting.reason_code
