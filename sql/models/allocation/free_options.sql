-- The contact option through which each candidate without a binding finding is reached: preferred first, then verified, then newest.
-- Its point key is the loose one: in allocation, what may well be one contact point is one.
-- grain: campaign_id, person_id
-- grain holds: only the first place of each person is kept
with
  findings_of_people as (
    select
      findings.campaign_id,
      findings.person_id
    from gate.findings
    where findings.contact_key is null
  ),

  free as (
    select
      contact_options.campaign_id,
      contact_options.person_id,
      contact_options.contact_key,
      contact_options.contact_text,
      row_number() over (
        partition by contact_options.campaign_id, contact_options.person_id
        order by
          contact_options.is_preferred desc,
          contact_options.is_verified desc,
          contact_options.held_from desc,
          contact_options.contact_key
      ) as place
    from gate.contact_options
    left join findings_of_people
      on findings_of_people.campaign_id = contact_options.campaign_id
      and findings_of_people.person_id = contact_options.person_id
    left join gate.findings
      on findings.campaign_id = contact_options.campaign_id
      and findings.person_id = contact_options.person_id
      and findings.contact_key = contact_options.contact_key
    where findings_of_people.person_id is null
      and findings.person_id is null
  )

select
  free.campaign_id,
  free.person_id,
  free.contact_key,
  loose_contact_key(free.contact_key) as point_key,
  free.contact_text
from free
where free.place = 1
