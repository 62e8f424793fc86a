-- Whether a person has an emergency open is asked whatever issuer the person signed in with.
create index emergencies_open on read.emergencies (tenant_id, person, until) where ended_at is null;
