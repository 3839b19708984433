-- Who must be told that a notice changed: the people who agreed to something on a version whose uses, channels, recipients or categories are
-- other than those of the newest, and on none that says what the newest says. Nobody is told of another wording. The dead, the erased and
-- test records are nobody to tell.
-- grain: notice_id, person_id
-- grain holds: one row for each group
with
  -- Nobody is told of a notice that says what it always said.
  changing as (
    select notice_versions.notice_id
    from run.notice_versions
    group by notice_versions.notice_id
    having min(notice_versions.material_sha256) <> max(notice_versions.material_sha256)
  ),

  agreed as (
    select
      grants.notice_id,
      grants.person_id,
      versions.notice_version,
      versions.from_date,
      newest.notice_version as newest_version,
      newest.from_date as changes_on,
      versions.material_sha256 = newest.material_sha256 as is_same
    from consent.grants
    inner join changing on changing.notice_id = grants.notice_id
    inner join run.notice_versions as versions
      on versions.notice_id = grants.notice_id
      and versions.notice_version = grants.notice_version
    inner join run.notice_versions as newest
      on newest.notice_id = versions.notice_id
      and newest.is_newest
  ),

  changed as (
    select
      agreed.notice_id,
      agreed.person_id,
      agreed.newest_version,
      agreed.changes_on,
      max(agreed.from_date) as agreed_from_date
    from agreed
    group by agreed.notice_id, agreed.person_id, agreed.newest_version, agreed.changes_on
    having count_if(agreed.is_same) = 0
  ),

  living as (
    select people.person_id
    from identity.people
    left join state.erased_customers on erased_customers.customer_id = people.customer_id
    left join consent.kept_statuses
      on kept_statuses.person_id = people.person_id
      and kept_statuses.word in ('deceased', 'test')
    group by people.person_id
    having count_if(people.is_deceased or people.is_test or kept_statuses.person_id is not null or erased_customers.customer_id is not null) = 0
  ),

  reachable as (
    select
      people.person_id,
      count_if(contact_points.kind = 'email') as emails,
      count_if(contact_points.kind = 'address') as addresses,
      count_if(contact_points.kind = 'phone') as phones
    from identity.contact_points
    inner join identity.people on people.customer_id = contact_points.customer_id
    left join consent.kept_statuses
      on kept_statuses.person_id = people.person_id
      and kept_statuses.contact_key = contact_points.contact_key
    where contact_points.is_valid
      and not contact_points.is_dead
      and kept_statuses.contact_key is null
    group by people.person_id
  )

select
  changed.notice_id,
  changed.person_id,
  agreed.notice_version as agreed_version,
  changed.newest_version,
  changed.changes_on,
  case
    when reachable.emails > 0 then 'email'
    when reachable.addresses > 0 then 'post'
    when reachable.phones > 0 then 'call'
  end as channel
from changed
inner join living on living.person_id = changed.person_id
inner join agreed
  on agreed.notice_id = changed.notice_id
  and agreed.person_id = changed.person_id
  and agreed.from_date = changed.agreed_from_date
left join reachable on reachable.person_id = changed.person_id
group by changed.notice_id, changed.person_id, agreed.notice_version, changed.newest_version, changed.changes_on, reachable.emails, reachable.addresses, reachable.phones
