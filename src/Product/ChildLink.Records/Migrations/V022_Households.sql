-- What a household view tells of a member beside its identity (続柄).
alter table vault.residents add column relation text null;

-- A page by name passes over many rows before it is full: whether somebody lives here stands in the index, so that no row
-- is read for it. Likewise within one school.
drop index vault.residents_by_kana;
create index residents_by_kana on vault.residents (tenant_id, kana collate "C", resident_id) include (moved_out_on);
create index residents_by_school_kana on vault.residents (tenant_id, school_code, kana collate "C", resident_id) include (moved_out_on);
