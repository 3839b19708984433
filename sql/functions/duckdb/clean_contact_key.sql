-- The exact contact key of a clean telephone number or e-mail address.
create or replace macro clean_contact_key(value) as case when starts_with(value, '+') then 'phone:' || value else 'email:' || value end
