-- What each campaign needs at each place for each use of data: nothing, where no law in question asks for a basis; else one that
-- all who ask accept.
-- grain: campaign_id, place, data_use
select
  rules.campaign_id,
  place_laws.place,
  rules.data_use,
  count_if(not rules.is_free) = 0 as is_free,
  cast(count_if(not rules.is_free) as bigint) as laws_asking
from gate.place_laws
inner join run.rules on rules.law = place_laws.law
group by rules.campaign_id, place_laws.place, rules.data_use
