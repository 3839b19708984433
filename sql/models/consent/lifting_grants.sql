-- Each grant with every customer whose denials it may lift for its person: its own, and the other members of the cluster as it
-- was when the grant was made. A grant that was made before two customers became one lifts nothing of the other, and one that the
-- seller of a list delivers nothing at all.
-- grain: file_number, record_index, member_id
-- grain holds: at one moment a customer belongs to one cluster
-- materialized: view
select
  grants.file_number,
  grants.record_index,
  grants.customer_id as member_id,
  grants.person_id,
  grants.purpose,
  grants.channel,
  grants.topic,
  grants.contact_key,
  grants.legal_basis,
  grants.has_proof,
  grants.authority_rank,
  grants.start_at,
  grants.order_at,
  grants.end_at
from consent.grants
where not grants.is_bought
union all
select
  grants.file_number,
  grants.record_index,
  others.customer_id as member_id,
  grants.person_id,
  grants.purpose,
  grants.channel,
  grants.topic,
  grants.contact_key,
  grants.legal_basis,
  grants.has_proof,
  grants.authority_rank,
  grants.start_at,
  grants.order_at,
  grants.end_at
from consent.grants
inner join identity.lift_clusters as own
  on own.customer_id = grants.customer_id
  and (own.after_at is null or grants.order_at > own.after_at)
  and (own.until_at is null or grants.order_at <= own.until_at)
inner join identity.lift_clusters as others
  on others.cluster_id = own.cluster_id
  and others.customer_id <> own.customer_id
  and (others.after_at is null or grants.order_at > others.after_at)
  and (others.until_at is null or grants.order_at <= others.until_at)
where not grants.is_bought
