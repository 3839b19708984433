-- The tables of the project for the gate from the Parquet files that the generator writes beside the CSV.
create view customers as select * from read_parquet('{data}/parquet/customers.parquet');
create view contact_points as select * from read_parquet('{data}/parquet/contact_points.parquet');
create view consent_events as select * from read_parquet('{data}/parquet/consent_events.parquet');
create view suppressions as select * from read_parquet('{data}/parquet/suppressions.parquet');
create view contact_history as select * from read_parquet('{data}/parquet/contact_history.parquet');
create view register as select * from read_parquet('{data}/parquet/register.parquet');
