-- 緊急閲覧: one person, one household, one hour at most; told to the privacy officer in the same transaction. The reason is sealed
-- under the key of the resident by whom the household was named.
create table read.emergencies (
    tenant_id   text not null,
    id          uuid not null,
    issuer      text not null,
    person      text not null,
    role        text not null,
    institution text null,
    resident_id uuid not null,
    reason      text not null,
    opened_at   timestamptz not null,
    until       timestamptz not null,
    ended_at    timestamptz null,
    ended_by    text null,
    reviewed_by text null,
    reviewed_at timestamptz null,
    verdict     text null check (verdict in ('justified', 'unjustified', 'follow-up')),
    remark      text null,
    primary key (tenant_id, id),
    check (until > opened_at and until <= opened_at + interval '60 minutes'),
    check ((reviewed_at is null) = (verdict is null)),
    check (reviewed_by is null or reviewed_by <> person)
);
create index emergencies_by_person on read.emergencies (tenant_id, issuer, person, opened_at);
create index emergencies_unreviewed on read.emergencies (tenant_id, opened_at) where reviewed_at is null;

-- Who lived in the household when it was opened.
create table read.emergency_rows (
    tenant_id    text not null,
    emergency_id uuid not null,
    resident_id  uuid not null,
    primary key (tenant_id, emergency_id, resident_id)
);
create index emergency_rows_by_resident on read.emergency_rows (tenant_id, resident_id);
grant select, insert, update on read.emergencies to childlink_app;
grant select, insert on read.emergency_rows to childlink_app;
