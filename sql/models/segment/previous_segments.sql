-- The segment that each person was in at the previous as-of moment. Of several people then who are one now, the one who had bought
-- last speaks, then the least id; who was one with others then keeps that person's segment after the merge was undone. Nobody's
-- segment then is (new); people of then of whom no purchase counts now are gone, in rows of their own.
-- grain: person_id
-- on demand: yes
with
  -- Every customer that a person is made of, now: clusters name those of merged people only.
  members as (
    select
      person_segments.person_id,
      coalesce(clusters.customer_id, person_segments.person_id) as customer_id
    from segment.person_segments
    left join identity.clusters on clusters.person_id = person_segments.person_id
  ),

  then_and_now as (
    select
      members.person_id,
      earlier_segments.person_id as earlier_person_id,
      earlier_segments.segment_id,
      row_number() over (
        partition by members.person_id
        order by earlier_segments.recency_days, earlier_segments.person_id, members.customer_id
      ) as place
    from members
    left join state.earlier_clusters on earlier_clusters.customer_id = members.customer_id
    inner join state.earlier_segments
      on earlier_segments.person_id = coalesce(earlier_clusters.person_id, members.customer_id)
  )

select
  person_segments.person_id,
  coalesce(then_and_now.segment_id, '(new)') as previous_segment,
  false as is_gone
from segment.person_segments
left join then_and_now on then_and_now.person_id = person_segments.person_id and then_and_now.place = 1
union all
select
  earlier_segments.person_id,
  earlier_segments.segment_id as previous_segment,
  true as is_gone
from state.earlier_segments
left join then_and_now on then_and_now.earlier_person_id = earlier_segments.person_id
where then_and_now.earlier_person_id is null
