-- What is doubtful in the records of contact points: values nobody can be reached at, made-up ones, many people at one, contradictions.
-- grain: finding, file_id, record_index
-- grain holds: a record has each finding once
with
  repeated as (
    select contact_points.customer_id, contact_points.contact_key
    from identity.repeated_points
    inner join identity.contact_points on contact_points.contact_key = repeated_points.contact_key
    group by contact_points.customer_id, contact_points.contact_key
    having count(*) > 1
  )

select
  case contact_points.kind
    when 'phone' then 'phones_unreadable'
    when 'email' then 'emails_unreadable'
    else 'addresses_unreadable'
  end as finding,
  contact_points.source_id,
  contact_points.file_id,
  contact_points.record_index
from identity.contact_points
where not contact_points.is_valid
union all
select 'phones_ambiguous' as finding, contact_points.source_id, contact_points.file_id, contact_points.record_index
from identity.contact_points
where contact_points.is_ambiguous
union all
select 'phones_that_are_placeholders' as finding, contact_points.source_id, contact_points.file_id, contact_points.record_index
from identity.contact_points
inner join run.placeholder_digits on placeholder_digits.digits = substr(contact_points.contact_key, length(contact_points.contact_key) - 6, 7)
where contact_points.kind = 'phone'
union all
select 'emails_of_disposable_domains' as finding, contact_points.source_id, contact_points.file_id, contact_points.record_index
from identity.contact_points
inner join export.disposable_domains
  on disposable_domains.domain = substr(contact_points.contact_key, strpos(contact_points.contact_key, '@') + 1)
where contact_points.kind = 'email'
union all
-- Cyrillic or Greek letters beside Latin ones: some only look like the letters that are meant, and they are never joined with those.
select 'emails_of_look_alike_letters' as finding, contact_points.source_id, contact_points.file_id, contact_points.record_index
from identity.contact_points
where contact_points.kind = 'email'
  and byte_length(contact_points.contact_text) > length(contact_points.contact_text)
  and matches(contact_points.contact_text, '.*[Ͱ-Ͽἀ-῿Ѐ-ԯ].*')
  and matches(contact_points.contact_text, '.*[A-Za-z].*')
union all
select 'contact_points_of_many_people' as finding, contact_points.source_id, contact_points.file_id, contact_points.record_index
from identity.contact_points
cross join run.parameters
inner join export.shared_points on shared_points.contact_key = contact_points.contact_key
where shared_points.kind in ('phone', 'email')
  and shared_points.people >= parameters.people_per_contact_point
union all
select 'contact_points_repeated' as finding, contact_points.source_id, contact_points.file_id, contact_points.record_index
from identity.contact_points
inner join repeated
  on repeated.customer_id = contact_points.customer_id
  and repeated.contact_key = contact_points.contact_key
union all
select 'dead_contact_points_preferred' as finding, contact_points.source_id, contact_points.file_id, contact_points.record_index
from identity.contact_points
where contact_points.is_dead
  and contact_points.is_preferred
union all
select 'contact_points_held_backwards' as finding, contact_points.source_id, contact_points.file_id, contact_points.record_index
from identity.contact_points
where contact_points.held_until < contact_points.held_from
union all
select 'contact_points_of_unknown_customers' as finding, contact_points.source_id, contact_points.file_id, contact_points.record_index
from identity.contact_points
left join identity.people on people.customer_id = contact_points.customer_id
where people.customer_id is null
