-- Policies that were proposed and adopted, with the very files: a node that has other files serves these. Nothing about a person.
create table read.policy_bundles (
    tenant_id     text not null,
    proposal      uuid not null,
    hash          text not null,
    -- gzip of a JSON object: path → text
    files         bytea not null,
    proposed_by   text not null,
    proposed_role text not null,
    proposed_at   timestamptz not null,
    adopted_by    text null,
    adopted_role  text null,
    adopted_at    timestamptz null,
    -- Sequence of the event of adoption: the highest is in force.
    adopted_seq   bigint null,
    primary key (tenant_id, proposal),
    check ((adopted_by is null) = (adopted_seq is null) and (adopted_by is null) = (adopted_at is null) and (adopted_by is null) = (adopted_role is null)),
    check (adopted_by is null or (adopted_by <> proposed_by and adopted_role <> proposed_role))
);
create index policy_bundles_in_force on read.policy_bundles (tenant_id, adopted_seq desc) where adopted_seq is not null;
grant select, insert, update on read.policy_bundles to childlink_app;
