-- The four opt-outs of each person who said no for every channel, as control columns. A denial that grants have lifted on all
-- channels no longer counts; one lifted on some still does.
-- grain: person_id
with
  asked as (
    select
      purposes.purpose as asked_purpose,
      denials.denial_id,
      denial_people.person_id,
      denials.order_at,
      denials.authority_rank
    from consent.denials
    inner join run.purposes
      on purposes.is_control
      and (denials.purpose = '*' or denials.purpose = purposes.purpose)
    inner join consent.denial_people
      on denial_people.denial_id = denials.denial_id
      and denial_people.contact_key is null
    cross join run.parameters
    where denials.channel = '*'
      and denials.topic is null
      and (denials.start_at is null or denials.start_at < parameters.last_send_at)
      and (denials.end_at is null or denials.end_at > parameters.first_send_at)
  ),

  lifted as (
    select
      asked.asked_purpose,
      asked.denial_id,
      asked.person_id,
      count(distinct grants.channel) as channels_lifted
    from asked
    cross join run.parameters
    left join consent.grants
      on grants.person_id = asked.person_id
      and grants.purpose = asked.asked_purpose
      and grants.order_at > asked.order_at
      and grants.authority_rank >= asked.authority_rank
      and grants.start_at <= parameters.first_send_at
      and (grants.legal_basis <> 'consent' or grants.has_proof)
    group by asked.asked_purpose, asked.denial_id, asked.person_id
  ),

  standing as (
    select
      lifted.person_id,
      lifted.asked_purpose
    from lifted
    cross join (select count(*) as channels_known from run.channels) as known
    where lifted.channels_lifted < known.channels_known
  )

select
  standing.person_id,
  max(case when standing.asked_purpose = 'direct_marketing' then 1 else 0 end) = 1 as opt_out_direct_marketing,
  max(case when standing.asked_purpose = 'third_party_disclosure' then 1 else 0 end) = 1 as opt_out_third_party_disclosure,
  max(case when standing.asked_purpose = 'automated_decision' then 1 else 0 end) = 1 as opt_out_automated_decision,
  max(case when standing.asked_purpose = 'sensitive_data_use' then 1 else 0 end) = 1 as opt_out_sensitive_data_use
from standing
group by standing.person_id
