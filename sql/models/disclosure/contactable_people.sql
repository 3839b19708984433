-- Who could be contacted through each channel that a report asks about: the candidates of its question whom the consent fold and every
-- gate leave a free contact option. Frequency caps and allocation come after it and are not asked.
-- grain: channel, person_id
-- grain holds: a channel is asked about once, and a free option is one for each person
-- materialized: view
select
  contact_questions.channel,
  free_options.person_id
from allocation.free_options
inner join run.contact_questions on contact_questions.campaign_id = free_options.campaign_id
