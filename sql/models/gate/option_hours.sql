-- What decides about the hours of each contact option: the places whose law may bind, the time zones the person's records state, and the
-- hours they asked for, each between bars. Options that nothing limits are left out, unless the list tells everybody's hours. Letters
-- come at no hour, and a service message is bound by the law's hours alone.
-- grain: campaign_id, person_id, contact_key
with
  limited as (
    select
      hour_laws.campaign_id,
      place_laws.place
    from gate.place_laws
    inner join run.hour_laws on hour_laws.law = place_laws.law
    group by hour_laws.campaign_id, place_laws.place
  ),

  asked as (
    select
      preferences.campaign_id,
      preferences.person_id,
      min(preferences.value_word) as first_wish,
      max(preferences.value_word) as last_wish,
      count(distinct preferences.value_word) as wishes,
      min(coalesce(preferences.event_id, preferences.key)) as wish_id
    from gate.preferences
    inner join run.campaigns on campaigns.campaign_id = preferences.campaign_id
    where preferences.key = 'hours'
      and campaigns.class = 'marketing'
    group by preferences.campaign_id, preferences.person_id
  )

select
  contact_options.campaign_id,
  contact_options.person_id,
  contact_options.contact_key,
  contact_options.place,
  coalesce(person_zones.zones, '') as zones,
  case when asked.person_id is null then '' else '|' || asked.first_wish || '|' end
    || case when asked.wishes > 1 then '|' || asked.last_wish || '|' else '' end
    || case when asked.wishes > 2 then '|?|' else '' end as wishes,
  asked.wish_id
from gate.contact_options
inner join run.campaigns on campaigns.campaign_id = contact_options.campaign_id
left join limited
  on limited.campaign_id = contact_options.campaign_id
  and limited.place = contact_options.place
left join asked
  on asked.campaign_id = contact_options.campaign_id
  and asked.person_id = contact_options.person_id
left join personal.person_zones on person_zones.person_id = contact_options.person_id
where campaigns.channel <> 'post'
  and (limited.place is not null or asked.person_id is not null or campaigns.shows_hours)
