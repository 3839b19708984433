-- The exact contact key of a clean telephone number or e-mail address.
function clean_contact_key(value varchar) returns varchar
return case when starts_with(value, '+') then 'phone:' || value else 'email:' || value end
