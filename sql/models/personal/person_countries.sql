-- The country that the members of a cluster state; the word several where they differ, which is a country without rules.
-- grain: person_id
select
  clusters.person_id,
  case when min(profiles.country) = max(profiles.country) then min(profiles.country) else 'several' end as country
from identity.clusters
inner join personal.profiles on profiles.customer_id = clusters.customer_id
where profiles.country is not null
group by clusters.person_id
