-- The contact points through which each candidate could be reached on the campaign's channel, with the places whose law may
-- bind there: what the person states, their postal addresses, every country of the number's calling code and the states of its area code.
-- A release looks at the staged contact points only.
-- grain: campaign_id, person_id, contact_key
-- grain holds: a campaign asks for each person once, through one kind of contact point, and each point of a person is grouped
with
  asked as (
    select candidates.person_id
    from gate.candidates
    group by candidates.person_id
  ),

  recorded as (
    select
      people.person_id,
      contact_points.kind,
      contact_points.contact_key,
      contact_points.contact_text,
      contact_points.is_valid,
      contact_points.is_ambiguous,
      contact_points.is_dead,
      contact_points.is_preferred,
      contact_points.is_verified,
      contact_points.held_from,
      contact_points.held_until,
      contact_points.is_bought as is_point_bought,
      people.is_bought as is_person_bought,
      contact_points.licensed_until as point_licensed_until,
      people.licensed_until as person_licensed_until,
      contact_points.countries,
      repeated_points.contact_key is not null as is_repeated
    from identity.contact_points
    inner join identity.people on people.customer_id = contact_points.customer_id
    inner join asked on asked.person_id = people.person_id
    left join identity.repeated_points on repeated_points.contact_key = contact_points.contact_key
  ),

  -- Each point of a person once, whatever campaigns ask for it. Few are in more than one record, and to group all would take longer than the rest.
  held as (
    select
      recorded.person_id,
      recorded.kind,
      recorded.contact_key,
      recorded.contact_text,
      recorded.is_valid,
      recorded.is_ambiguous,
      recorded.is_dead,
      recorded.is_preferred,
      recorded.is_verified,
      recorded.held_from,
      recorded.held_until,
      recorded.is_point_bought or recorded.is_person_bought as is_bought,
      least(recorded.point_licensed_until, recorded.person_licensed_until) as licensed_until,
      recorded.countries
    from recorded
    where not recorded.is_repeated
    union all
    select
      recorded.person_id,
      recorded.kind,
      recorded.contact_key,
      min(recorded.contact_text) as contact_text,
      max(case when recorded.is_valid then 1 else 0 end) = 1 as is_valid,
      -- One record that says the number outright settles what it is.
      min(case when recorded.is_ambiguous then 1 else 0 end) = 1 as is_ambiguous,
      max(case when recorded.is_dead then 1 else 0 end) = 1 as is_dead,
      max(case when recorded.is_preferred then 1 else 0 end) = 1 as is_preferred,
      max(case when recorded.is_verified then 1 else 0 end) = 1 as is_verified,
      min(recorded.held_from) as held_from,
      max(recorded.held_until) as held_until,
      -- Bought in is a point that no record of the company's own has, and every point of a person whom no such record knows.
      min(case when recorded.is_point_bought then 1 else 0 end) = 1 or max(case when recorded.is_person_bought then 1 else 0 end) = 1 as is_bought,
      least(max(recorded.point_licensed_until), max(recorded.person_licensed_until)) as licensed_until,
      max(recorded.countries) as countries
    from recorded
    where recorded.is_repeated
    group by recorded.person_id, recorded.kind, recorded.contact_key
  ),

  located as (
    select
      held.*,
      coalesce(person_places.place, '') || coalesce(calling_codes.place, '') || coalesce(area_codes.place, '') as place
    from held
    left join gate.person_places on person_places.person_id = held.person_id
    left join run.calling_codes on calling_codes.countries = held.countries
    left join run.area_codes
      on area_codes.area_code = case when starts_with(held.contact_key, 'phone:+1') then substr(held.contact_key, 9, 3) end
  )

select
  candidates.campaign_id,
  candidates.person_id,
  located.contact_key,
  located.contact_text,
  located.is_valid,
  located.is_ambiguous,
  located.is_dead,
  located.is_preferred,
  located.is_verified,
  located.held_from,
  located.held_until,
  located.is_bought,
  located.licensed_until,
  case when located.place = '' then '|ZZ|' else located.place end as place
from gate.candidates
inner join run.campaigns on campaigns.campaign_id = candidates.campaign_id
inner join located
  on located.person_id = candidates.person_id
  and located.kind = campaigns.contact_kind
cross join run.parameters
left join run.staged_options
  on staged_options.campaign_id = candidates.campaign_id
  and staged_options.person_id = candidates.person_id
  and staged_options.contact_key = located.contact_key
where not parameters.is_release
  or staged_options.contact_key is not null
