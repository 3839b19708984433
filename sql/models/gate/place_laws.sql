-- The laws that may bind at each place: those of every candidate of jurisdiction in it. Of a country whose state nobody knows, those of
-- each of its states.
-- grain: place, law
with
  places as (
    select contact_options.place
    from gate.contact_options
    group by contact_options.place
    union
    select person_places.place
    from gate.person_places
    group by person_places.place
    union
    select '|ZZ|' as place
  )

select
  places.place,
  jurisdictions.law
from places
inner join run.jurisdictions
  on (
    jurisdictions.state is null
    and strpos(places.place, '|' || jurisdictions.country || '|') > 0
  )
  or (
    jurisdictions.state is not null
    and (
      strpos(places.place, '|' || jurisdictions.state || '|') > 0
      or (
        strpos(places.place, '|' || jurisdictions.country || '|') > 0
        and strpos(places.place, '|' || jurisdictions.country || '-') = 0
      )
    )
  )
group by places.place, jurisdictions.law
