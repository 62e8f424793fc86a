-- What happened in a case, one row per event: derived values only.
create table read.case_entries (
    tenant_id   text not null,
    case_id     uuid not null,
    resident_id uuid not null,
    version     bigint not null,
    kind        text not null,
    at          timestamptz not null,
    by_person   text not null,
    facts       jsonb not null,
    primary key (tenant_id, case_id, version)
);
create index case_entries_by_child on read.case_entries (tenant_id, resident_id);

-- What people wrote, sealed under the child's key and bound to case, version and item.
create table read.case_texts (
    tenant_id   text not null,
    case_id     uuid not null,
    resident_id uuid not null,
    version     bigint not null,
    item        text not null,
    sealed      text not null,
    primary key (tenant_id, case_id, version, item)
);
create index case_texts_by_child on read.case_texts (tenant_id, resident_id);

-- Measures of the plan in force; its text stands in case_texts under plan_version and measure.<number>.
create table read.case_measures (
    tenant_id    text not null,
    case_id      uuid not null,
    resident_id  uuid not null,
    number       integer not null,
    plan_version bigint not null,
    measure      text not null,
    institution  text null,
    staff        text null,
    review_on    date null,
    primary key (tenant_id, case_id, number)
);
create index case_measures_by_child on read.case_measures (tenant_id, resident_id);
create index case_measures_by_institution on read.case_measures (tenant_id, institution) where institution is not null;

-- 引継ぎ that somebody acted on; one that is only due is found in the register on the day it is asked for.
create table read.hand_overs (
    tenant_id   text not null,
    id          uuid not null,
    case_id     uuid not null,
    resident_id uuid not null,
    cause       text not null,
    state       text not null check (state in ('handed', 'received', 'withdrawn')),
    to_kind     text not null check (to_kind in ('worker', 'institution', 'outside')),
    recipient   text not null,
    handed_at   timestamptz not null,
    handed_by   text not null,
    received_at timestamptz null,
    received_by text null,
    primary key (tenant_id, id),
    check ((state = 'received') = (received_at is not null))
);
create index hand_overs_by_case on read.hand_overs (tenant_id, case_id);
create index hand_overs_by_child on read.hand_overs (tenant_id, resident_id);
create index hand_overs_waiting on read.hand_overs (tenant_id, to_kind, recipient) where state = 'handed';

grant select, insert, update, delete on read.case_entries, read.case_texts, read.case_measures, read.hand_overs to childlink_app;
