-- Nobody is listed against a denial that stands, whatever the gates said.
select
  decisions.campaign_id,
  decisions.person_id
from allocation.decisions
inner join consent.unlifted_denials
  on unlifted_denials.campaign_id = decisions.campaign_id
  and unlifted_denials.person_id = decisions.person_id
where decisions.outcome = 'listed'
  and (unlifted_denials.contact_key is null or unlifted_denials.contact_key = decisions.contact_key)
