-- What else people did with the company, beside buying: enquiries, quotes, visits, surveys. Complaints among them are data only.
-- grain: file_id, record_index
-- grain holds: the record index is the row's own number inside its file
-- materialized: view
select
  interactions.file_id,
  interactions.record_index,
  interactions.source_id,
  interactions.interaction_id,
  interactions.customer_id,
  interactions.occurred_at,
  lower(interactions.kind) as kind,
  interactions.category,
  interactions.strength
from raw.interactions
where interactions.load_status = 'loaded'
