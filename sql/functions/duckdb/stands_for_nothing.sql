-- Whether a text has no letter and no digit, or is one of the words that people and systems write where they have nothing to say.
create or replace macro stands_for_nothing(value) as not regexp_matches(value, '[\p{L}\p{N}]')
  or (strpos('|0|n/a|#n/a|na|nan|null|#null!|#ref!|none|nil|no|false|unknown|tbd|pending|missing|未知|无|没有|暂无|待定|空|', '|' || lower(trim(both ' ' from value)) || '|') > 0 and strpos(value, '|') = 0)
