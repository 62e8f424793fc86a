-- An assignment is proposed by one person and approved by another with a token of their own; nothing is in force before.
alter table read.assignments
    add column state      text not null default 'approved',
    add column batch_id   uuid null,
    add column decided_by text null,
    add column decided_at timestamptz null,
    add column reason     text null,
    alter column approved_by drop not null,
    add constraint assignments_state check (state in ('proposed', 'approved', 'refused', 'withdrawn')),
    add constraint assignments_two_people check (
        state <> 'approved' or (approved_by is not null and approved_by <> granted_by and approved_by <> person));
create index assignments_by_batch on read.assignments (tenant_id, batch_id) where batch_id is not null;

-- Changes that stand and fall together, as on the first of April: proposals name their batch; what it ends stands here.
create table read.assignment_batches (
    tenant_id   text not null,
    id          uuid not null,
    proposed_by text not null,
    proposed_at timestamptz not null,
    state       text not null check (state in ('proposed', 'approved', 'refused', 'withdrawn')),
    decided_by  text null,
    decided_at  timestamptz null,
    reason      text null,
    added       integer not null,
    ends        uuid[] not null,
    ends_at     timestamptz[] not null,
    primary key (tenant_id, id),
    check (state <> 'approved' or decided_by <> proposed_by)
);
grant select, insert, update on read.assignment_batches to childlink_app;
