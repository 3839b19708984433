-- The denials that a later grant lifted for a member of the person's cluster: it has at least their authority, names the purpose,
-- the channel and, for a stop of one contact point or of a register, that point, is about no other topic than the campaign's, and holds
-- throughout the send window. Consent, and whoever speaks as the subject, needs proof. What a register says is lifted where a row of its jurisdiction lets it be.
-- grain: campaign_id, asked_purpose, denial_id, person_id, member_id, contact_key
select
  applicable_denials.campaign_id,
  applicable_denials.asked_purpose,
  applicable_denials.denial_id,
  applicable_denials.person_id,
  applicable_denials.member_id,
  applicable_denials.contact_key
from consent.applicable_denials
inner join consent.lifting_grants as grants
  on grants.person_id = applicable_denials.person_id
  and grants.member_id = applicable_denials.member_id
  and grants.purpose = applicable_denials.asked_purpose
  and grants.channel = applicable_denials.asked_channel
  and (grants.topic is null or grants.topic in ('*', applicable_denials.asked_topic))
left join run.liftable_lists
  on liftable_lists.campaign_id = applicable_denials.campaign_id
  and liftable_lists.list_id = applicable_denials.source_key
where grants.order_at > applicable_denials.order_at
  and grants.authority_rank >= applicable_denials.authority_rank
  and grants.start_at <= applicable_denials.send_from_at
  and (grants.end_at is null or grants.end_at >= applicable_denials.send_until_at)
  and (applicable_denials.kind <> 'register' or liftable_lists.list_id is not null)
  and (applicable_denials.named_key is null or grants.contact_key = applicable_denials.named_key)
  and (
    grants.has_proof
    or (grants.authority_rank < 3 and grants.legal_basis in ('soft_opt_in', 'implied', 'legitimate_interest', 'contract'))
  )
group by
  applicable_denials.campaign_id,
  applicable_denials.asked_purpose,
  applicable_denials.denial_id,
  applicable_denials.person_id,
  applicable_denials.member_id,
  applicable_denials.contact_key
