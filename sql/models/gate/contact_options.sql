-- The contact points through which each candidate could be reached on the campaign's channel, with the places whose law may
-- bind there: what the person states, their postal addresses, every country of the number's calling code and the states of its area code.
-- A release looks at the staged contact points only.
-- grain: campaign_id, person_id, contact_key
with
  held as (
    select
      candidates.campaign_id,
      candidates.person_id,
      contact_points.contact_key,
      contact_points.contact_text,
      contact_points.is_valid,
      contact_points.is_ambiguous,
      contact_points.is_dead,
      contact_points.is_preferred,
      contact_points.is_verified,
      contact_points.held_from,
      contact_points.held_until,
      people.is_bought as is_person_bought,
      people.licensed_until as person_licensed_until,
      contact_points.is_bought as is_point_bought,
      contact_points.licensed_until as point_licensed_until,
      coalesce(person_places.place, '') || coalesce(calling_codes.place, '') || coalesce(area_codes.place, '') as place
    from gate.candidates
    inner join run.campaigns on campaigns.campaign_id = candidates.campaign_id
    inner join identity.people on people.person_id = candidates.person_id
    inner join identity.contact_points
      on contact_points.customer_id = people.customer_id
      and contact_points.kind = campaigns.contact_kind
    cross join run.parameters
    left join run.staged_options
      on staged_options.campaign_id = candidates.campaign_id
      and staged_options.person_id = candidates.person_id
      and staged_options.contact_key = contact_points.contact_key
    left join gate.person_places on person_places.person_id = candidates.person_id
    left join run.calling_codes on calling_codes.countries = contact_points.countries
    left join run.area_codes
      on area_codes.area_code = case when starts_with(contact_points.contact_key, 'phone:+1') then substr(contact_points.contact_key, 9, 3) end
    where not parameters.is_release
      or staged_options.contact_key is not null
  )

select
  held.campaign_id,
  held.person_id,
  held.contact_key,
  min(held.contact_text) as contact_text,
  max(case when held.is_valid then 1 else 0 end) = 1 as is_valid,
  -- One record that says the number outright settles what it is.
  min(case when held.is_ambiguous then 1 else 0 end) = 1 as is_ambiguous,
  max(case when held.is_dead then 1 else 0 end) = 1 as is_dead,
  max(case when held.is_preferred then 1 else 0 end) = 1 as is_preferred,
  max(case when held.is_verified then 1 else 0 end) = 1 as is_verified,
  min(held.held_from) as held_from,
  max(held.held_until) as held_until,
  -- Bought in is a point that no record of the company's own has, and every point of a person whom no such record knows.
  min(case when held.is_point_bought then 1 else 0 end) = 1 or max(case when held.is_person_bought then 1 else 0 end) = 1 as is_bought,
  least(max(held.point_licensed_until), max(held.person_licensed_until)) as licensed_until,
  case when max(held.place) = '' then '|ZZ|' else max(held.place) end as place
from held
group by held.campaign_id, held.person_id, held.contact_key
