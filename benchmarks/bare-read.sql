-- transactions: the columns that the project maps, read as their types and looked at once
select max(transaction_id), max(customer_id), max(ordered_at), max(amount), max(kind) from transactions;

-- customers: the same
select max(customer_id), max(full_name), max(region), max(country), max(language), max(status) from customers;

-- contact_points: the same
select max(customer_id), max(kind), max(value), max(status) from contact_points;

-- consent_events: the same
select max(event_id), max(customer_id), max(purpose), max(channel), max(action), max(effective_at), max(expires_at), max(authority),
  max(method), max(proof_ref)
from consent_events;

-- suppressions: the same
select max(list_id), max(match), max(value), max(scope) from suppressions;

-- contact_history: the same
select max(contact_id), max(customer_id), max(contact_point), max(campaign_id), max(channel), max(contacted_at), max(outcome)
from contact_history;
