-- The denials that cover a question a campaign asks, at some moment of its send window.
-- grain: campaign_id, asked_purpose, denial_id, person_id, member_id, contact_key
-- grain holds: a campaign asks each purpose once, and a denial reaches a person through each member, or each of a member's points, once
select
  campaigns.campaign_id,
  campaign_purposes.purpose as asked_purpose,
  denial_people.denial_id,
  denial_people.person_id,
  denial_people.member_id,
  denial_people.contact_key,
  denial_people.named_key,
  denial_people.tier,
  denial_people.is_of_one_point,
  denial_people.kind,
  denial_people.word,
  denial_people.source_key,
  denial_people.purpose,
  denial_people.channel,
  denial_people.order_at,
  denial_people.authority_rank,
  campaigns.channel as asked_channel,
  lower(replace(campaigns.topic, ' ', '')) as asked_topic,
  campaigns.send_from_at,
  campaigns.send_until_at
from run.campaigns
inner join run.campaign_purposes on campaign_purposes.campaign_id = campaigns.campaign_id
inner join consent.denial_people
  on (denial_people.purpose = '*' or denial_people.purpose = campaign_purposes.purpose)
  and (denial_people.channel = '*' or denial_people.channel = campaigns.channel)
  and (denial_people.topic is null or denial_people.topic = lower(replace(campaigns.topic, ' ', '')))
  and (denial_people.start_at is null or denial_people.start_at < campaigns.send_until_at)
  and (denial_people.end_at is null or denial_people.end_at > campaigns.send_from_at)
