-- The loose key of an exact contact key: what may well be one contact point has the same. Most keys are their own.
-- The rules are those of src/identity/loose-key.ts; a test compares the two.
function loose_contact_key(value varchar) returns varchar
return case
  when starts_with(value, 'phone:') then case
    when regexp_like(value, '^phone:(?:raw:0*[1-9][0-9]{6}|[+](?:521|549|55[1-9][0-9]9[6-9]|(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|(?:2[1-689]|3[578]|42|5[09]|6[7-9]|8[035789]|9[679])[0-9])0))')
      then 'phone:+' || regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(value, '^phone:(?:raw:0*|[+])', ''), '^(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|(?:2[1-689]|3[578]|42|5[09]|6[7-9]|8[035789]|9[679])[0-9])0+([1-9][0-9]{5,})\z', '$1$2'), '^(52)(?:1|4[45])([1-9][0-9]{9})\z', '$1$2'), '^(54)9([1-9][0-9]{9})\z', '$1$2'), '^(55[1-9][0-9])9([6-9][0-9]{7})\z', '$1$2')
    else value
  end
  when substr(value, -10) = '@gmail.com' or substr(value, -15) = '@googlemail.com'
    then case when starts_with(value, 'email:') and strpos(value, '@') > 7 and not starts_with(value, 'email:+') then 'email:' || replace(regexp_replace(value, '^email:([^@+]+).*$', '$1'), '.', '') || '@gmail.com' else value end
  when starts_with(value, 'address:') then case when regexp_like(value, '\p{Han}') then replace(value, ' ', '') else value end
  when starts_with(value, 'email:') and strpos(value, '+') > 0 then regexp_replace(value, '^(email:[^@+]+)[+][^@]*(@.+)\z', '$1$2')
  else value
end
