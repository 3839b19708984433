-- No campaign lists one contact point twice, nor what may well be one.
select
  decisions.campaign_id,
  loose_contact_key(decisions.contact_key) as point_key
from allocation.decisions
where decisions.outcome = 'listed'
group by decisions.campaign_id, loose_contact_key(decisions.contact_key)
having count(*) > 1
