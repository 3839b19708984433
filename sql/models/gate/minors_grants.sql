-- The grants that somebody made before they were of age at some place where they may live, without a guardian's proof: they count for
-- nothing, then and later. Of merged records the youngest date of birth decides.
-- grain: campaign_id, file_number, record_index
with
  youngest as (
    select
      people.person_id,
      max(profiles.birth_date) as birth_date
    from identity.people
    inner join personal.profiles on profiles.customer_id = people.customer_id
    where profiles.birth_date is not null
    group by people.person_id
  ),

  -- No age of majority is above thirty.
  early as (
    select
      grants.file_number,
      grants.record_index,
      grants.person_id,
      grants.said_date,
      youngest.birth_date
    from consent.grants
    inner join youngest on youngest.person_id = grants.person_id
    where not grants.has_guardian_proof
      and youngest.birth_date > cast(grants.said_date - interval '30' year as date)
  )

select
  candidates.campaign_id,
  early.file_number,
  early.record_index
from early
inner join gate.candidates on candidates.person_id = early.person_id
left join gate.contact_options
  on contact_options.campaign_id = candidates.campaign_id
  and contact_options.person_id = candidates.person_id
left join gate.person_places on person_places.person_id = candidates.person_id
inner join gate.place_laws on place_laws.place = coalesce(contact_options.place, person_places.place, '|ZZ|')
inner join run.ages
  on ages.campaign_id = candidates.campaign_id
  and ages.law = place_laws.law
where early.birth_date > cast(early.said_date - ages.age * interval '1' year as date)
group by candidates.campaign_id, early.file_number, early.record_index
