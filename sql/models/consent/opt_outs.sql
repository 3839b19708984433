-- The four opt-outs of each person who said no for every channel, as control columns. A denial that grants have lifted on all
-- channels, whatever the topic, no longer counts; one lifted on some still does.
-- grain: person_id
-- materialized: view
with
  asked as (
    select
      purposes.purpose as asked_purpose,
      denial_people.denial_id,
      denial_people.person_id,
      denial_people.member_id,
      denial_people.order_at,
      denial_people.authority_rank
    from consent.denial_people
    inner join run.purposes
      on purposes.is_control
      and (denial_people.purpose = '*' or denial_people.purpose = purposes.purpose)
    cross join run.parameters
    where denial_people.contact_key is null
      and denial_people.channel = '*'
      and denial_people.topic is null
      and (denial_people.start_at is null or denial_people.start_at < parameters.last_send_at)
      and (denial_people.end_at is null or denial_people.end_at > parameters.first_send_at)
  ),

  lifted as (
    select
      asked.asked_purpose,
      asked.denial_id,
      asked.person_id,
      asked.member_id,
      count(distinct grants.channel) as channels_lifted
    from asked
    cross join run.parameters
    left join consent.lifting_grants as grants
      on grants.person_id = asked.person_id
      and grants.member_id = asked.member_id
      and grants.purpose = asked.asked_purpose
      and (grants.topic is null or grants.topic = '*')
      and grants.order_at > asked.order_at
      and grants.authority_rank >= asked.authority_rank
      and grants.start_at <= parameters.first_send_at
      and (grants.end_at is null or grants.end_at >= parameters.last_send_at)
      and (
        grants.has_proof
        or (grants.authority_rank < 3 and grants.legal_basis in ('soft_opt_in', 'implied', 'legitimate_interest', 'contract'))
      )
    group by asked.asked_purpose, asked.denial_id, asked.person_id, asked.member_id
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
