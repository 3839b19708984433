-- Who holds a contact point that a denial names, exactly or loosely, where the stops store does not know it yet. The store keeps it: a refusal from a
-- number binds whoever had the number when it was refused, though another number stands in its place tomorrow.
-- grain: contact_key, customer_id
-- materialized: view
with
  named as (
    select loose_contact_key(denials.contact_key) as loose_key
    from consent.denials
    where denials.contact_key is not null
    group by loose_contact_key(denials.contact_key)
  )

select
  sha256_hex(contact_points.contact_key || '|' || contact_points.customer_id) as holding_id,
  contact_points.contact_key,
  contact_points.customer_id
from named
inner join identity.contact_points on loose_contact_key(contact_points.contact_key) = named.loose_key
left join state.holders
  on holders.contact_key = contact_points.contact_key
  and holders.customer_id = contact_points.customer_id
where holders.customer_id is null
group by contact_points.contact_key, contact_points.customer_id
