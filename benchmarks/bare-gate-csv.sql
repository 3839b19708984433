-- The files of the project for the gate as a careful hand would read them from CSV: declared types, no sniffing.
create view customers as
select * from read_csv('{data}/input/customers.csv', auto_detect = false, header = true, delim = ',', quote = '"', columns = {
  'customer_id': 'varchar', 'full_name': 'varchar', 'region': 'varchar', 'country': 'varchar', 'language': 'varchar', 'status': 'varchar'
});

create view contact_points as
select * from read_csv('{data}/input/contact_points.csv', auto_detect = false, header = true, delim = ',', quote = '"', columns = {
  'customer_id': 'varchar', 'kind': 'varchar', 'value': 'varchar', 'status': 'varchar'
});

create view consent_events as
select * from read_csv('{data}/input/consent_events.csv', auto_detect = false, header = true, delim = ',', quote = '"', columns = {
  'event_id': 'varchar', 'customer_id': 'varchar', 'purpose': 'varchar', 'channel': 'varchar', 'action': 'varchar',
  'effective_at': 'timestamptz', 'expires_at': 'timestamptz', 'authority': 'varchar', 'method': 'varchar', 'proof_ref': 'varchar'
});

create view suppressions as
select * from read_csv('{data}/input/suppressions.csv', auto_detect = false, header = true, delim = ',', quote = '"', columns = {
  'list_id': 'varchar', 'match': 'varchar', 'value': 'varchar', 'scope': 'varchar'
});

create view contact_history as
select * from read_csv('{data}/input/contact_history.csv', auto_detect = false, header = true, delim = ',', quote = '"', columns = {
  'contact_id': 'varchar', 'customer_id': 'varchar', 'contact_point': 'varchar', 'campaign_id': 'varchar', 'channel': 'varchar',
  'contacted_at': 'timestamptz', 'outcome': 'varchar'
});

create view register as
select * from read_csv('{data}/input/register.csv', auto_detect = false, header = true, delim = ',', quote = '"', columns = {
  'list_id': 'varchar', 'match': 'varchar', 'value': 'varchar'
});
