-- A search by name walks residents in order of kana and asks of each whether it is a candidate: in this small index.
create index candidates_by_resident on read.results (tenant_id, run_id, resident_id) where candidate;
