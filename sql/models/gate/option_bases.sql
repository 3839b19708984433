-- How each contact option stands with each purpose that needs a legal basis there: the best that any grant of the person offers. A
-- purpose without a rule is allowed by nothing, and a minor's grant needs a guardian's proof. Consent needs its proof, and a notice that
-- told of what is done; every other basis its conditions, and none but consent is for another's goods. Contact with the bought-in always
-- needs the subject's own consent, with proof from another source than the seller's.
-- basis: valid, proof_missing, notice_outdated, expired, not_yet, other_scope, none
-- grain: campaign_id, person_id, contact_key, purpose
with
  questions as (
    select
      contact_options.campaign_id,
      contact_options.person_id,
      contact_options.contact_key,
      contact_options.held_from,
      contact_options.held_until,
      contact_options.is_bought,
      campaign_purposes.purpose,
      campaign_purposes.data_use,
      campaigns.channel,
      campaigns.send_from_at,
      campaigns.send_until_at,
      contact_options.place,
      campaigns.topic,
      campaigns.is_for_others,
      coalesce(place_rules.is_free, false) as is_free,
      greatest(
        coalesce(denied_person.denied_at, timestamp '0001-01-01 00:00:00'),
        coalesce(denied_point.denied_at, timestamp '0001-01-01 00:00:00')
      ) as denied_at
    from gate.contact_options
    inner join run.campaigns on campaigns.campaign_id = contact_options.campaign_id
    inner join run.campaign_purposes
      on campaign_purposes.campaign_id = contact_options.campaign_id
      and (campaign_purposes.needs_basis or (contact_options.is_bought and campaign_purposes.data_use = 'contact'))
    left join gate.place_rules
      on place_rules.campaign_id = contact_options.campaign_id
      and place_rules.place = contact_options.place
      and place_rules.data_use = campaign_purposes.data_use
    left join consent.last_denials as denied_person
      on denied_person.campaign_id = contact_options.campaign_id
      and denied_person.asked_purpose = campaign_purposes.purpose
      and denied_person.person_id = contact_options.person_id
      and denied_person.contact_key is null
    left join consent.last_denials as denied_point
      on denied_point.campaign_id = contact_options.campaign_id
      and denied_point.asked_purpose = campaign_purposes.purpose
      and denied_point.person_id = contact_options.person_id
      and denied_point.contact_key = contact_options.contact_key
    where not coalesce(place_rules.is_free, false)
      or (contact_options.is_bought and campaign_purposes.data_use = 'contact')
  ),

  accepting as (
    select accepted_bases.campaign_id, accepted_bases.place, accepted_bases.data_use
    from gate.accepted_bases
    group by accepted_bases.campaign_id, accepted_bases.place, accepted_bases.data_use
  ),

  answers as (
    select
      questions.campaign_id,
      questions.person_id,
      questions.contact_key,
      questions.purpose,
      questions.data_use,
      case
        when grants.person_id is null
          or (not questions.is_free and accepting.place is null)
          or grants.order_at <= questions.denied_at
          then 7
        when (questions.is_bought and grants.legal_basis <> 'consent')
          or (not questions.is_free and accepted_bases.basis is null)
          or (grants.legal_basis <> 'consent' and questions.is_for_others)
          or (accepted_bases.needs_refusal_offered and not grants.is_refusal_offered)
          or (accepted_bases.needs_same_topic and coalesce(grants.topic, '') <> lower(replace(coalesce(questions.topic, '*'), ' ', '')))
          -- A grant that names a topic is for campaigns of that topic.
          or grants.topic not in ('*', lower(replace(coalesce(questions.topic, '*'), ' ', '')))
          -- A grant that leaves its channel out stands for the channels of its notice.
          or (grants.channel is null and not coalesce(grants.is_channel_left_out and notice_coverage.names_channel, false))
          or grants.channel <> questions.channel
          or (not grants.is_contact_point_blank and coalesce(grants.contact_key, '') <> questions.contact_key)
          or (
            grants.is_contact_point_blank
            and not grants.is_of_cluster
            and grants.said_date not between questions.held_from and questions.held_until
          )
          -- A merge opens nothing: consent of one member reaches no point but those that this very member holds.
          or (
            grants.is_of_cluster
            and (
              member_points.customer_id is null
              or (grants.is_contact_point_blank and grants.said_date not between member_points.held_from and member_points.held_until)
            )
          )
          then 6
        when grants.start_at > questions.send_from_at then 5
        when coalesce(grants.end_at, questions.send_until_at) < questions.send_until_at or grants.order_at < accepted_bases.oldest_at then 4
        when grants.legal_basis = 'consent' and not coalesce(notice_coverage.is_covered, false) then 3
        when minors_grants.record_index is not null then 2
        when (grants.legal_basis = 'consent' and not grants.has_proof) or grants.is_bought or (questions.is_bought and grants.authority_rank < 3) then 2
        else 1
      end as standing
    from questions
    left join consent.grants
      on grants.person_id = questions.person_id
      and grants.purpose = questions.purpose
    left join accepting
      on accepting.campaign_id = questions.campaign_id
      and accepting.place = questions.place
      and accepting.data_use = questions.data_use
    left join gate.accepted_bases
      on accepted_bases.campaign_id = questions.campaign_id
      and accepted_bases.place = questions.place
      and accepted_bases.data_use = questions.data_use
      and accepted_bases.basis = grants.legal_basis
      and accepted_bases.event = grants.basis_event
    left join gate.minors_grants
      on minors_grants.campaign_id = questions.campaign_id
      and minors_grants.file_number = grants.file_number
      and minors_grants.record_index = grants.record_index
    left join run.notice_coverage
      on notice_coverage.campaign_id = questions.campaign_id
      and notice_coverage.purpose = questions.purpose
      and notice_coverage.notice_id = grants.notice_id
      and notice_coverage.notice_version = grants.notice_version
    left join identity.member_points
      on member_points.customer_id = grants.customer_id
      and member_points.contact_key = questions.contact_key
  )

select
  answers.campaign_id,
  answers.person_id,
  answers.contact_key,
  answers.purpose,
  min(answers.data_use) as data_use,
  case min(answers.standing)
    when 1 then 'valid'
    when 2 then 'proof_missing'
    when 3 then 'notice_outdated'
    when 4 then 'expired'
    when 5 then 'not_yet'
    when 6 then 'other_scope'
    else 'none'
  end as basis
from answers
group by answers.campaign_id, answers.person_id, answers.contact_key, answers.purpose
