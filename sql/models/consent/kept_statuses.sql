-- What an earlier file of a source said about a customer or contact point that forbids contact, while no record of that source says anything about it:
-- the column is empty, or gone, or the record is. A record that says another status takes it back. A merged customer binds the whole person.
-- grain: denial_id
-- grain holds: the store keeps each once
with
  kept as (
    select
      stops.denial_id,
      stops.source_id,
      stops.customer_id,
      stops.contact_key,
      stops.word
    from state.stops
    where stops.kind = 'status'
  ),

  told as (
    select kept.denial_id
    from kept
    inner join staging.customer_records
      on customer_records.customer_id = kept.customer_id
      and customer_records.source_id = kept.source_id
    where customer_records.has_status
      and kept.contact_key is null
    union
    select kept.denial_id
    from kept
    inner join identity.contact_points
      on contact_points.contact_key = kept.contact_key
      and contact_points.customer_id = kept.customer_id
      and contact_points.source_id = kept.source_id
    where contact_points.has_status
  )

select
  kept.denial_id,
  coalesce(clusters.person_id, kept.customer_id) as person_id,
  kept.customer_id,
  kept.contact_key,
  kept.word
from kept
left join told on told.denial_id = kept.denial_id
left join identity.clusters on clusters.customer_id = kept.customer_id
where told.denial_id is null
