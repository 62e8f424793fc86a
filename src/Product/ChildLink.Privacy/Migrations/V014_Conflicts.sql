-- 利益相反: residents whom a member of staff must not meet in these records (own family), declared by themselves or the steward.
create table read.conflicts (
    tenant_id   text not null,
    id          uuid not null,
    issuer      text not null,
    person      text not null,
    resident_id uuid not null,
    household   boolean not null,
    declared_by text not null,
    declared_at timestamptz not null,
    ended_by    text null,
    ended_at    timestamptz null,
    primary key (tenant_id, id),
    check (ended_by is null or ended_by <> person)
);
create index conflicts_by_person on read.conflicts (tenant_id, issuer, person) where ended_at is null;
create index conflicts_by_resident on read.conflicts (tenant_id, resident_id);
grant select, insert, update on read.conflicts to childlink_app;
