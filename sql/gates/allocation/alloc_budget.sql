-- The budget of the campaign is spent on people who come before: by value where the campaign orders by one, else as the seed draws them.
-- rank: 1310
-- class: allocation
-- override: none
-- campaigns: marketing
-- law: none
-- en: Over the budget
-- zh-CN: 超出预算
-- zh-CN meaning: 活动的预算已用于排在前面的人：按活动指定的数值排序，否则按种子抽取的次序。
with
  lost as (
    select findings.campaign_id, findings.person_id
    from allocation.findings
    group by findings.campaign_id, findings.person_id
  ),

  ranked as (
    select
      turn.campaign_id,
      turn.person_id,
      turn.contact_key,
      campaign_budgets.contacts,
      campaign_values.value,
      row_number() over (
        partition by turn.campaign_id
        order by campaign_values.value desc nulls last, sha256_hex(campaign_budgets.seed || '|' || turn.person_id), turn.person_id
      ) as place
    from allocation.turn
    inner join run.campaign_budgets on campaign_budgets.campaign_id = turn.campaign_id
    left join gate.campaign_values
      on campaign_values.campaign_id = turn.campaign_id
      and campaign_values.person_id = turn.person_id
    left join lost
      on lost.campaign_id = turn.campaign_id
      and lost.person_id = turn.person_id
    where lost.person_id is null
  ),

  cuts as (
    select ranked.campaign_id, ranked.value
    from ranked
    where ranked.place = ranked.contacts
  )

select
  ranked.campaign_id,
  ranked.person_id,
  ranked.contact_key,
  'place ' || cast(ranked.place as varchar) || ' of ' || cast(ranked.contacts as varchar)
  || coalesce(', value ' || cast(ranked.value as varchar), '')
  || coalesce(', cut at ' || cast(cuts.value as varchar), '') as evidence
from ranked
left join cuts on cuts.campaign_id = ranked.campaign_id
where ranked.place > ranked.contacts
