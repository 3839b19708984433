-- The countries of a clean telephone number's calling code; null for an e-mail address.
-- The calling codes are those of src/identity/clean-values.ts; a test compares the two.
function clean_contact_countries(value varchar) returns varchar
return case
  when starts_with(value, '+1') then 'AG|AI|AS|BB|BM|BS|CA|DM|DO|GD|GU|JM|KN|KY|LC|MP|MS|PR|SX|TC|TT|US|VC|VG|VI'
  when starts_with(value, '+33') then 'FR'
  when starts_with(value, '+44') then 'GB|GG|IM|JE'
  when starts_with(value, '+49') then 'DE'
  when starts_with(value, '+81') then 'JP'
  when starts_with(value, '+86') then 'CN'
  when starts_with(value, '+91') then 'IN'
end
