-- The candidates without a finding of the campaign whose turn it is, each with the contact option they would be reached through.
-- grain: campaign_id, person_id
-- grain holds: a part of allocation.free_options, which has this grain
select
  free_options.campaign_id,
  free_options.person_id,
  free_options.contact_key,
  free_options.point_key
from allocation.free_options
inner join run.turn on turn.campaign_id = free_options.campaign_id
