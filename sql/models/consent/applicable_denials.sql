-- The denials that cover a question a campaign asks, at some moment of its send window.
-- grain: campaign_id, asked_purpose, denial_id, person_id, contact_key
-- grain holds: a campaign asks each purpose once, and a denial binds a person on a point once
-- materialized: view
select
  campaigns.campaign_id,
  campaign_purposes.purpose as asked_purpose,
  denials.denial_id,
  denial_people.person_id,
  denial_people.contact_key,
  denials.is_point_stop,
  denials.kind,
  denials.word,
  denials.purpose,
  denials.channel,
  denials.order_at,
  denials.authority_rank,
  campaigns.channel as asked_channel,
  campaigns.send_from_at
from run.campaigns
inner join run.campaign_purposes on campaign_purposes.campaign_id = campaigns.campaign_id
inner join consent.denials
  on (denials.purpose = '*' or denials.purpose = campaign_purposes.purpose)
  and (denials.channel = '*' or denials.channel = campaigns.channel)
  and (denials.topic is null or denials.topic = coalesce(campaigns.topic, ''))
  and (denials.start_at is null or denials.start_at < campaigns.send_until_at)
  and (denials.end_at is null or denials.end_at > campaigns.send_from_at)
inner join consent.denial_people on denial_people.denial_id = denials.denial_id
