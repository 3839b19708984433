-- No extra attribute is kept with two classes of data: one that is sensitive is nowhere but among the sensitive ones.
with
  kept as (
    select attributes.attribute, 'identity' as class_kept from identity.attributes group by attributes.attribute
    union all
    select attributes.attribute, 'personal' as class_kept from personal.attributes group by attributes.attribute
    union all
    select attributes.attribute, 'sensitive' as class_kept from sensitive.attributes group by attributes.attribute
    union all
    select attributes.attribute, 'behaviour' as class_kept from segment.attributes group by attributes.attribute
  )

select kept.attribute
from kept
group by kept.attribute
having count(*) > 1
