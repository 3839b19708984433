-- How many of each campaign's candidates live where no rules are known: of what they state and of their addresses, or else of their
-- numbers' countries, none has rows. Whose country nobody knows at all is not among them.
-- grain: campaign_id
with
  covered as (
    select place_laws.place
    from gate.place_laws
    inner join run.jurisdictions on jurisdictions.law = place_laws.law
    where jurisdictions.has_rules
    group by place_laws.place
  ),

  numbered as (
    select
      contact_options.campaign_id,
      contact_options.person_id,
      max(case when covered.place is null then 0 else 1 end) as covered_options
    from gate.contact_options
    left join gate.person_places on person_places.person_id = contact_options.person_id
    left join covered on covered.place = contact_options.place
    where person_places.person_id is null
      and contact_options.place <> '|ZZ|'
    group by contact_options.campaign_id, contact_options.person_id
  )

select
  candidates.campaign_id,
  count(*) as people,
  cast(
    count_if(
      (person_places.person_id is not null and covered.place is null)
      or coalesce(numbered.covered_options, 1) = 0
    ) as bigint
  ) as people_without_rules
from gate.candidates
left join gate.person_places on person_places.person_id = candidates.person_id
left join covered on covered.place = person_places.place
left join numbered
  on numbered.campaign_id = candidates.campaign_id
  and numbered.person_id = candidates.person_id
group by candidates.campaign_id
