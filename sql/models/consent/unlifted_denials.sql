-- The denials that stand: no grant lifted them. One that reaches a person through several members of the cluster must be lifted
-- for each of them.
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
  applicable_denials.channel,
  applicable_denials.tier,
  applicable_denials.source_key,
  -- What a gate shows: the denial, or the register, and by which tier it was matched.
  case when applicable_denials.kind = 'register' then applicable_denials.source_key else applicable_denials.denial_id end
    || ' ' || applicable_denials.tier as evidence
from consent.applicable_denials
left join consent.lifted_denials
  on lifted_denials.campaign_id = applicable_denials.campaign_id
  and lifted_denials.asked_purpose = applicable_denials.asked_purpose
  and lifted_denials.denial_id = applicable_denials.denial_id
  and lifted_denials.person_id = applicable_denials.person_id
  and lifted_denials.member_id = applicable_denials.member_id
  and coalesce(lifted_denials.contact_key, '') = coalesce(applicable_denials.contact_key, '')
where lifted_denials.denial_id is null
