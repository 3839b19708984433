-- The most contacts that the law allows with each candidate through a contact option, in any window of that length; none where no
-- law in question sets a cap. The strictest of several counts.
-- grain: campaign_id, person_id, contact_key, window_hours
select
  contact_options.campaign_id,
  contact_options.person_id,
  contact_options.contact_key,
  statutory_caps.window_hours,
  min(statutory_caps.contacts) as contacts
from gate.contact_options
inner join gate.place_laws on place_laws.place = contact_options.place
inner join run.statutory_caps
  on statutory_caps.campaign_id = contact_options.campaign_id
  and statutory_caps.law = place_laws.law
group by
  contact_options.campaign_id,
  contact_options.person_id,
  contact_options.contact_key,
  statutory_caps.window_hours
