-- The candidates of each campaign who live where no rules are known: of what they state and of their addresses, or else of their
-- numbers' countries, none has rows. Whose country nobody knows at all is not among them.
-- grain: campaign_id, person_id
-- grain holds: places and candidates are unique by person, and options without a place that rules cover are grouped by person
with
  covered as (
    select place_laws.place
    from gate.place_laws
    inner join run.jurisdictions on jurisdictions.law = place_laws.law
    where jurisdictions.has_rules
    group by place_laws.place
  ),

  -- Options at a place without rows, of people of whom no record states a place.
  uncovered as (
    select contact_options.campaign_id, contact_options.person_id
    from gate.contact_options
    left join covered on covered.place = contact_options.place
    left join gate.person_places on person_places.person_id = contact_options.person_id
    where covered.place is null
      and contact_options.place <> '|ZZ|'
      and person_places.person_id is null
    group by contact_options.campaign_id, contact_options.person_id
  )

select candidates.campaign_id, candidates.person_id
from gate.person_places
left join covered on covered.place = person_places.place
inner join gate.candidates on candidates.person_id = person_places.person_id
where covered.place is null
union all
select uncovered.campaign_id, uncovered.person_id
from uncovered
left join (
  select contact_options.campaign_id, contact_options.person_id
  from gate.contact_options
  inner join covered on covered.place = contact_options.place
) as known
  on known.campaign_id = uncovered.campaign_id
  and known.person_id = uncovered.person_id
where known.person_id is null
