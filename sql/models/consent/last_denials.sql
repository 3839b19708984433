-- When each person last said no to what a campaign asks, on all points or on one, of the denials that were lifted since. Consent
-- given before that no longer counts: what was taken back does not revive with a later consent to something else.
-- grain: campaign_id, asked_purpose, person_id, contact_key
select
  applicable_denials.campaign_id,
  applicable_denials.asked_purpose,
  applicable_denials.person_id,
  applicable_denials.contact_key,
  max(applicable_denials.order_at) as denied_at
from consent.lifted_denials
inner join consent.applicable_denials
  on applicable_denials.campaign_id = lifted_denials.campaign_id
  and applicable_denials.asked_purpose = lifted_denials.asked_purpose
  and applicable_denials.denial_id = lifted_denials.denial_id
  and applicable_denials.person_id = lifted_denials.person_id
  and applicable_denials.member_id = lifted_denials.member_id
  and coalesce(applicable_denials.contact_key, '') = coalesce(lifted_denials.contact_key, '')
left join consent.unlifted_denials
  on unlifted_denials.campaign_id = lifted_denials.campaign_id
  and unlifted_denials.asked_purpose = lifted_denials.asked_purpose
  and unlifted_denials.denial_id = lifted_denials.denial_id
  and unlifted_denials.person_id = lifted_denials.person_id
  and coalesce(unlifted_denials.contact_key, '') = coalesce(lifted_denials.contact_key, '')
where unlifted_denials.denial_id is null
group by
  applicable_denials.campaign_id,
  applicable_denials.asked_purpose,
  applicable_denials.person_id,
  applicable_denials.contact_key
