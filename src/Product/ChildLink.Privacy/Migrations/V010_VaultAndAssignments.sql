-- Application role: the server connects as the owner for migrations and works as childlink_app.
do $$
begin
    create role childlink_app nologin;
exception when duplicate_object or unique_violation then null;
end
$$;
grant childlink_app to current_user;

create schema vault;
create schema read;
create schema audit;
grant usage on schema events, vault, read, audit to childlink_app;

grant select, insert, update on events.mt_streams to childlink_app;
grant select, insert on events.mt_events to childlink_app;
grant usage, select on sequence events.mt_events_sequence to childlink_app;
grant select, insert, update on events.mt_event_progression to childlink_app;
grant select on events.migrations to childlink_app;

-- Keys of subjects, wrapped by an epoch key that lives outside the database.
create table vault.subject_keys (
    tenant_id  text not null,
    subject_id uuid not null,
    epoch      text not null,
    wrapped    bytea not null,
    primary key (tenant_id, subject_id)
);
grant select, insert, delete on vault.subject_keys to childlink_app;

-- Who may act: projection of assignment events.
create table read.assignments (
    tenant_id   text not null,
    id          uuid not null,
    issuer      text not null,
    person      text not null,
    role        text not null,
    institution text null,
    purposes    text[] not null,
    valid_from  timestamptz not null,
    valid_until timestamptz not null,
    granted_by  text not null,
    approved_by text not null,
    ended_at    timestamptz null,
    primary key (tenant_id, id)
);
create index assignments_by_person on read.assignments (tenant_id, issuer, person);
grant select, insert, update on read.assignments to childlink_app;
