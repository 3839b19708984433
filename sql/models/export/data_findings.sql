-- What is strange in the data that was loaded, counted: nothing here refuses a run.
-- grain: finding
-- grain holds: each finding is named once below
-- materialized: view
select 'transactions_without_customer' as finding, count(*) as records_found
from staging.transactions
where transactions.customer_id is null
union all
select 'customers_bought_without_record' as finding, count(*) as records_found
from segment.person_facts
left join identity.people on people.person_id = person_facts.person_id and people.is_speaker
where people.customer_id is null
union all
select 'customer_ids_repeated' as finding, count(*) as records_found
from staging.repeated_customers
union all
select 'birth_dates_unreadable' as finding, count(*) as records_found
from staging.customers
where customers.is_birth_date_unreadable
union all
select 'customers_with_unknown_status' as finding, count(*) as records_found
from raw.customers
where customers.load_status = 'loaded'
  and not matches(
    replace(lower(coalesce(customers.status, '')), ' ', ''),
    '([|;,]|active|deceased|legal_hold|restricted|erasure_pending|test)*'
  )
union all
select 'contact_points_invalid' as finding, count(*) as records_found
from identity.contact_points
where not contact_points.is_valid
union all
select 'consent_events_of_unknown_customers' as finding, count(*) as records_found
from staging.consent_events
left join staging.customers on customers.customer_id = consent_events.customer_id
where consent_events.customer_id is not null
  and customers.customer_id is null
union all
select 'denials_with_unknown_purpose' as finding, count(*) as records_found
from staging.consent_events
where consent_events.is_denial
  and consent_events.purpose is null
  and not consent_events.is_purpose_blank
union all
select 'people_without_positive_value' as finding, count(*) as records_found
from segment.person_facts
where person_facts.monetary <= 0
