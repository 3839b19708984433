-- The legal bases that each place accepts for a use of data, with what a record of them may rest on and the strictest conditions. Every law
-- in question that asks for a basis must accept it.
-- basis: consent, soft_opt_in, implied, legitimate_interest, contract
-- event: sale, enquiry, other
-- grain: campaign_id, place, data_use, basis, event
select
  place_rules.campaign_id,
  place_rules.place,
  place_rules.data_use,
  rule_bases.basis,
  rule_bases.event,
  max(rule_bases.oldest_at) as oldest_at,
  max(case when rule_bases.needs_refusal_offered then 1 else 0 end) = 1 as needs_refusal_offered,
  max(case when rule_bases.needs_same_topic then 1 else 0 end) = 1 as needs_same_topic
from gate.place_rules
inner join gate.place_laws on place_laws.place = place_rules.place
inner join run.rule_bases
  on rule_bases.campaign_id = place_rules.campaign_id
  and rule_bases.data_use = place_rules.data_use
  and rule_bases.law = place_laws.law
group by
  place_rules.campaign_id,
  place_rules.place,
  place_rules.data_use,
  place_rules.laws_asking,
  rule_bases.basis,
  rule_bases.event
having count(*) = place_rules.laws_asking
