-- The denials that stand: no later grant of at least their authority names the purpose, the channel and, for a stop of one
-- contact point, that point, and holds throughout the send window. Consent, and whoever speaks as the subject, needs proof.
-- A denial that reaches a person through several members of the cluster must be lifted for each of them.
-- grain: campaign_id, asked_purpose, denial_id, person_id, member_id, contact_key
-- grain holds: a part of consent.applicable_denials, which has this grain
select
  applicable_denials.campaign_id,
  applicable_denials.asked_purpose,
  applicable_denials.denial_id,
  applicable_denials.person_id,
  applicable_denials.member_id,
  applicable_denials.contact_key,
  applicable_denials.kind,
  applicable_denials.word,
  applicable_denials.purpose,
  applicable_denials.channel
from consent.applicable_denials
where not exists (
  select 1
  from consent.lifting_grants as grants
  where grants.person_id = applicable_denials.person_id
    and grants.member_id = applicable_denials.member_id
    and grants.purpose = applicable_denials.asked_purpose
    and grants.channel = applicable_denials.asked_channel
    and grants.order_at > applicable_denials.order_at
    and grants.authority_rank >= applicable_denials.authority_rank
    and grants.start_at <= applicable_denials.send_from_at
    and (grants.end_at is null or grants.end_at >= applicable_denials.send_until_at)
    and (not applicable_denials.is_of_one_point or grants.contact_key = applicable_denials.contact_key)
    and (
      grants.has_proof
      or (grants.authority_rank < 3 and grants.legal_basis in ('soft_opt_in', 'implied', 'legitimate_interest', 'contract'))
    )
)
