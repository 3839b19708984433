-- The contact points that lie in the domain or the E.164 prefix of a stop. A domain holds its sub-domains; gmail.com holds
-- googlemail.com. A prefix holds a number of Argentina, Brazil or Mexico with the digit that mobile numbers have there and without, however
-- either is written. Both are asked of the distinct points, by the lengths that stops have, so that each step is an equi-join.
-- grain: scope_key, contact_key
with
  scopes as (
    select
      denials.contact_key as scope_key,
      denials.word,
      substr(denials.contact_key, 8) as scope_text
    from consent.binding_denials as denials
    where denials.word in ('domain', 'prefix')
    group by denials.contact_key, denials.word
  ),

  lengths as (
    select
      scopes.word,
      length(scopes.scope_text) as scope_length
    from scopes
    group by scopes.word, length(scopes.scope_text)
  ),

  words as (
    select lengths.word
    from lengths
    group by lengths.word
  ),

  points as (
    select
      contact_points.contact_key,
      loose_contact_key(contact_points.contact_key) as loose_key
    from identity.contact_points
    inner join words on words.word = case when contact_points.kind = 'phone' then 'prefix' else 'domain' end
    group by contact_points.contact_key
  ),

  domains as (
    select substr(points.loose_key, strpos(points.loose_key, '@') + 1) as domain
    from points
    where starts_with(points.loose_key, 'email:')
    group by substr(points.loose_key, strpos(points.loose_key, '@') + 1)
  ),

  domains_in_scope as (
    select
      scopes.scope_key,
      domains.domain
    from domains
    inner join lengths on lengths.word = 'domain'
    inner join scopes
      on scopes.word = 'domain'
      and scopes.scope_text = substr(domains.domain, length(domains.domain) - lengths.scope_length + 1)
    where length(domains.domain) = lengths.scope_length
      or (
        length(domains.domain) > lengths.scope_length
        and substr(domains.domain, length(domains.domain) - lengths.scope_length, 1) = '.'
      )
  ),

  numbers as (
    select points.contact_key, points.contact_key as number_key
    from points
    where starts_with(points.contact_key, 'phone:+')
    union all
    select points.contact_key, points.loose_key as number_key
    from points
    where starts_with(points.loose_key, 'phone:+') and points.loose_key <> points.contact_key
    union all
    -- The loose key is without that digit: here it is with it.
    select
      points.contact_key,
      case
        when starts_with(points.loose_key, 'phone:+54') then 'phone:+549' || substr(points.loose_key, 10)
        when starts_with(points.loose_key, 'phone:+52') then 'phone:+521' || substr(points.loose_key, 10)
        else substr(points.loose_key, 1, 11) || '9' || substr(points.loose_key, 12)
      end as number_key
    from points
    where matches(points.loose_key, 'phone:[+](5[24][1-9][0-9]{9}|55[1-9][0-9][6-9][0-9]{7})')
  )

select
  domains_in_scope.scope_key,
  points.contact_key
from domains_in_scope
inner join points on substr(points.loose_key, strpos(points.loose_key, '@') + 1) = domains_in_scope.domain
where starts_with(points.loose_key, 'email:')
union all
select
  scopes.scope_key,
  numbers.contact_key
from numbers
inner join lengths on lengths.word = 'prefix'
inner join scopes
  on scopes.word = 'prefix'
  and scopes.scope_text = substr(numbers.number_key, 7, lengths.scope_length)
group by scopes.scope_key, numbers.contact_key
