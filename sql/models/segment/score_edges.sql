-- Where one score ends and the next begins, for every dimension that is not ranked: stated breaks, the mean, or quantiles of type 7
-- (Hyndman and Fan, The American Statistician 50, 1996; the default of R and NumPy).
-- grain: dimension, place
-- grain holds: a cut has one edge, and its quantile lies at one value
-- on demand: yes
with
  value_counts as (
    select 'recency' as dimension, cast(person_facts.recency as double) as value, count(*) as people
    from segment.person_facts
    group by person_facts.recency
    union all
    select 'frequency' as dimension, cast(person_facts.frequency as double) as value, count(*) as people
    from segment.person_facts
    group by person_facts.frequency
    union all
    select 'monetary' as dimension, cast(person_facts.monetary as double) as value, count(*) as people
    from segment.person_facts
    group by person_facts.monetary
  ),

  placed as (
    select
      value_counts.dimension,
      value_counts.value,
      sum(value_counts.people) over (
        partition by value_counts.dimension
        order by value_counts.value
        rows between unbounded preceding and current row
      ) as last_position,
      sum(value_counts.people) over (
        partition by value_counts.dimension
        order by value_counts.value
        rows between unbounded preceding and current row
      ) - value_counts.people + 1 as first_position
    from value_counts
  ),

  -- Sums are exact, in units of the fourth decimal: adding doubles would depend on their order, and a mean that is a value would miss it.
  sizes as (
    select
      'recency' as dimension,
      count(*) as people,
      cast(min(person_facts.recency) as double) as least,
      cast(max(person_facts.recency) as double) as most,
      cast(cast(sum(person_facts.recency) as decimal(33, 4)) * 10000 as double) as total_units
    from segment.person_facts
    union all
    select
      'frequency' as dimension,
      count(*) as people,
      cast(min(person_facts.frequency) as double) as least,
      cast(max(person_facts.frequency) as double) as most,
      cast(cast(sum(person_facts.frequency) as decimal(33, 4)) * 10000 as double) as total_units
    from segment.person_facts
    union all
    select
      'monetary' as dimension,
      count(*) as people,
      cast(min(person_facts.monetary) as double) as least,
      cast(max(person_facts.monetary) as double) as most,
      cast(cast(sum(person_facts.monetary) as decimal(33, 4)) * 10000 as double) as total_units
    from segment.person_facts
  ),

  quantile_positions as (
    select
      score_cuts.dimension,
      score_cuts.place,
      1 + cast(sizes.people - 1 as double) * score_cuts.share as position
    from run.score_cuts
    inner join sizes on sizes.dimension = score_cuts.dimension
    where score_cuts.kind = 'quantile'
      and sizes.people > 0
  ),

  quantiles as (
    select
      quantile_positions.dimension,
      quantile_positions.place,
      case
        when below.value = above.value then below.value
        else (1 - (quantile_positions.position - floor(quantile_positions.position))) * below.value
          + (quantile_positions.position - floor(quantile_positions.position)) * above.value
      end as value
    from quantile_positions
    inner join placed as below
      on below.dimension = quantile_positions.dimension
      and floor(quantile_positions.position) between below.first_position and below.last_position
    inner join placed as above
      on above.dimension = quantile_positions.dimension
      and ceil(quantile_positions.position) between above.first_position and above.last_position
  ),

  edges as (
    select
      score_cuts.dimension,
      score_cuts.place,
      case score_cuts.kind
        when 'break' then score_cuts.edge
        when 'mean' then sizes.total_units / cast(sizes.people as double) / 10000
        else quantiles.value + score_cuts.edge
      end as edge,
      score_cuts.is_inclusive,
      score_cuts.is_distinct,
      sizes.least,
      sizes.most
    from run.score_cuts
    inner join sizes on sizes.dimension = score_cuts.dimension
    left join quantiles on quantiles.dimension = score_cuts.dimension and quantiles.place = score_cuts.place
    where sizes.people > 0
  ),

  numbered as (
    select
      edges.*,
      row_number() over (partition by edges.dimension, edges.edge order by edges.place) as occurrence
    from edges
  )

select
  numbered.dimension,
  numbered.place,
  numbered.edge,
  numbered.is_inclusive
from numbered
where not numbered.is_distinct
  or numbered.occurrence = 1 and numbered.edge > numbered.least and numbered.edge < numbered.most
