-- The countries that customers and contact points state beside the project's own: a stop whose number names no country may be of any of them.
-- grain: country
with
  stated as (
    select customers.country
    from staging.customers
    where customers.country is not null
    union all
    select contact_points.country
    from staging.contact_points
    where contact_points.country is not null
  )

select stated.country
from stated
cross join run.parameters
where stated.country <> parameters.default_country
group by stated.country
