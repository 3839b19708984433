-- Who is on a campaign's list, with everything a list may say of a person; which of it leaves is the campaign's choice.
-- grain: campaign_id, person_id
-- grain holds: a part of allocation.decisions, which has this grain
-- materialized: view
select
  decisions.campaign_id,
  decisions.person_id,
  decisions.contact_key,
  free_options.contact_text,
  people.full_name,
  profiles.language,
  profiles.time_zone,
  profiles.household_id,
  contact_hours.contact_hours
from allocation.decisions
inner join allocation.free_options
  on free_options.campaign_id = decisions.campaign_id
  and free_options.person_id = decisions.person_id
inner join identity.people on people.person_id = decisions.person_id and people.is_speaker
inner join personal.profiles on profiles.customer_id = people.customer_id
left join gate.option_hours
  on option_hours.campaign_id = decisions.campaign_id
  and option_hours.person_id = decisions.person_id
  and option_hours.contact_key = decisions.contact_key
left join gate.contact_hours
  on contact_hours.campaign_id = option_hours.campaign_id
  and contact_hours.place = option_hours.place
  and contact_hours.zones = option_hours.zones
  and contact_hours.wishes = option_hours.wishes
where decisions.outcome = 'listed'
