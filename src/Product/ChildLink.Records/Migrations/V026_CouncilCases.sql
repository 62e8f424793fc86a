-- Cases of the regional council (要対協) as its register says, one row per record: whether a child is registered now is asked of it.
create table vault.council_cases (
    tenant_id   text not null,
    provision   text not null,
    key_id      uuid not null,
    resident_id uuid not null,
    from_on     date null,
    until_on    date null,
    primary key (tenant_id, provision, key_id)
);
create index council_cases_by_resident on vault.council_cases (tenant_id, resident_id, from_on);
grant select, insert, update, delete on vault.council_cases to childlink_app;
