-- Decoys that a customer could be reached through: one who has the very contact point, or one that may well be it.
-- grain: campaign_id, record_number
with
  held as (
    select loose_contact_key(contact_points.contact_key) as loose_key
    from identity.contact_points
    group by loose_contact_key(contact_points.contact_key)
  )

select
  decoys.campaign_id,
  decoys.record_number
from run.decoys
inner join held on held.loose_key = loose_contact_key(decoys.contact_key)
group by decoys.campaign_id, decoys.record_number
