-- 個別提供: one item of one child, opened to an institution for a period under a statute. What people wrote stands sealed under the
-- child's key, bound to the grant and to the version of its event. A grant belongs to a case and opens nothing once that is closed;
-- erasing the child deletes the rows.
create table read.grants (
    tenant_id   text not null,
    id          uuid not null,
    case_id     uuid not null,
    resident_id uuid not null,
    item        text not null,
    provision   text not null,
    basis       text not null,
    -- Statute and article as they stood when it was proposed: under another statute it opens nothing.
    authority   text not null,
    institution text not null,
    persons     text[] null check (cardinality(persons) > 0),
    valid_from  timestamptz not null,
    valid_until timestamptz not null,
    state       text not null check (state in ('proposed', 'approved', 'refused', 'ended')),
    proposed_by text not null,
    proposed_at timestamptz not null,
    decided_by  text null,
    decided_at  timestamptz null,
    ended_by    text null,
    ended_at    timestamptz null,
    reason      text not null,
    trigger     text not null,
    refusal     text null,
    version     bigint not null,
    primary key (tenant_id, id),
    check (valid_from < valid_until),
    check (decided_by is null or decided_by <> proposed_by),
    check ((decided_by is null) = (decided_at is null) and (ended_by is null) = (ended_at is null)),
    check (state <> 'approved' or decided_by is not null),
    check ((state = 'refused') = (refusal is not null)),
    check ((state = 'ended') = (ended_at is not null))
);
create index grants_by_case on read.grants (tenant_id, case_id);
create index grants_by_child on read.grants (tenant_id, resident_id);
create index grants_by_institution on read.grants (tenant_id, institution) where state = 'approved';
grant select, insert, update on read.grants to childlink_app;
