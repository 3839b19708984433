-- Everyone an audience may ask for: each person with what the logical data model says of them; people known from purchases only too.
-- grain: person_id
-- grain holds: profiles are unique by customer, segments and last orders by person
-- materialized: view
with
  bought as (
    select
      person_segments.person_id,
      person_segments.recency_days,
      person_segments.frequency,
      person_segments.monetary,
      person_segments.r_score,
      person_segments.f_score,
      person_segments.m_score,
      person_segments.segment_id,
      person_segments.first_order_date,
      person_segments.last_order_date,
      date_diff('day', person_segments.first_order_date, parameters.as_of_date) as tenure_days,
      person_segments.orders,
      person_segments.revenue,
      person_last_order.category as last_category,
      person_last_order.channel as last_channel
    from segment.person_segments
    cross join run.parameters
    left join segment.person_last_order on person_last_order.person_id = person_segments.person_id
  ),

  known as (
    select
      people.person_id,
      profiles.birth_date,
      profiles.gender,
      profiles.region,
      profiles.country,
      profiles.language,
      profiles.household_id,
      profiles.registered_at,
      profiles.collection_channel
    from identity.people
    inner join personal.profiles on profiles.customer_id = people.customer_id
    where people.is_speaker
  )

select
  coalesce(known.person_id, bought.person_id) as person_id,
  known.birth_date,
  known.gender,
  known.region,
  known.country,
  known.language,
  known.household_id,
  known.registered_at,
  known.collection_channel,
  bought.recency_days,
  bought.frequency,
  bought.monetary,
  bought.r_score,
  bought.f_score,
  bought.m_score,
  bought.segment_id as segment,
  bought.first_order_date,
  bought.last_order_date,
  bought.tenure_days,
  bought.orders,
  bought.revenue,
  bought.last_category,
  bought.last_channel
from known
full outer join bought on bought.person_id = known.person_id
