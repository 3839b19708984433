-- Which person each customer is: the merge cluster, named by its least customer id, or the customer alone. One record speaks for a
-- person where one is needed: of a cluster the one that was merged into, of several the least.
-- grain: customer_id
-- grain holds: customers are unique by id, and clusters name each customer once
-- materialized: view
with
  speakers as (
    select
      coalesce(
        min(case when not clusters.is_merged_away then clusters.customer_id end),
        min(clusters.customer_id)
      ) as customer_id
    from identity.clusters
    inner join staging.customers on customers.customer_id = clusters.customer_id
    group by clusters.person_id
  ),

  -- One record of the company's own makes the person its own; the licence that ends last decides.
  provenance as (
    select
      clusters.person_id,
      min(case when customers.is_bought then 1 else 0 end) = 1 as is_bought,
      max(customers.licensed_until) as licensed_until
    from identity.clusters
    inner join staging.customers on customers.customer_id = clusters.customer_id
    group by clusters.person_id
  )

select
  customers.customer_id,
  coalesce(clusters.person_id, customers.customer_id) as person_id,
  clusters.customer_id is null or speakers.customer_id is not null as is_speaker,
  customers.full_name,
  customers.is_deceased,
  customers.has_legal_hold,
  customers.is_restricted,
  customers.is_erasure_pending,
  customers.is_test,
  coalesce(provenance.is_bought, customers.is_bought) as is_bought,
  coalesce(provenance.licensed_until, customers.licensed_until) as licensed_until
from staging.customers
left join identity.clusters on clusters.customer_id = customers.customer_id
left join speakers on speakers.customer_id = customers.customer_id
left join provenance on provenance.person_id = clusters.person_id
