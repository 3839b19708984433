-- No campaign lists one contact point twice.
select
  decisions.campaign_id,
  decisions.contact_key
from allocation.decisions
where decisions.outcome = 'listed'
group by decisions.campaign_id, decisions.contact_key
having count(*) > 1
