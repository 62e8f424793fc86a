-- What a household view tells of a member beside its identity (続柄), and what a search within one school reads.
alter table vault.residents add column relation text null;
create index residents_by_school_kana on vault.residents (tenant_id, school_code, kana collate "C", resident_id);
