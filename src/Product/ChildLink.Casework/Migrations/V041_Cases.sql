-- 個別支援のケース: one row per case, projection of its events. Derived values only: what people write stands sealed in
-- read.case_texts. Erasing the child deletes the rows.
create table read.cases (
    tenant_id       text not null,
    case_id         uuid not null,
    resident_id     uuid not null,
    -- The run whose candidate the child was; null for a case without analysis (consultation).
    run_id          uuid null,
    -- open, decided, supported, closed
    state           text not null check (state in ('open', 'decided', 'supported', 'closed')),
    -- 受理相当 a, 予防的支援 b, 経過観察 c, 支援対象外 d; null until a second person confirmed
    class           text null check (class in ('a', 'b', 'c', 'd')),
    -- What waits for the second person, and whose proposal it is.
    proposed_class  text null check (proposed_class in ('a', 'b', 'c', 'd')),
    proposed_by     text null,
    worker          text not null,
    institution     text null,
    opened_at       timestamptz not null,
    opened_by       text not null,
    decided_at      timestamptz null,
    decided_by      text null,
    supported_at    timestamptz null,
    next_review_on  date null,
    outcome         text null,
    closed_at       timestamptz null,
    version         bigint not null,
    primary key (tenant_id, case_id),
    check ((state = 'closed') = (closed_at is not null)),
    check (proposed_by is null or proposed_class is not null)
);
create unique index cases_open_by_child on read.cases (tenant_id, resident_id) where closed_at is null;
create index cases_by_child on read.cases (tenant_id, resident_id);
create index cases_by_worker on read.cases (tenant_id, worker) where closed_at is null;
create index cases_by_run on read.cases (tenant_id, run_id, resident_id) where run_id is not null;
create index cases_by_review on read.cases (tenant_id, next_review_on) where closed_at is null and next_review_on is not null;

-- 個別支援会議.
create table read.conferences (
    tenant_id     text not null,
    conference_id uuid not null,
    run_id        uuid null,
    institution   text null,
    held_at       timestamptz not null,
    minutes       integer not null check (minutes between 1 and 600),
    state         text not null check (state in ('planned', 'held', 'cancelled')),
    chair         text not null,
    participants  text[] not null,
    version       bigint not null,
    primary key (tenant_id, conference_id)
);
create index conferences_by_day on read.conferences (tenant_id, held_at, conference_id);

-- Agenda: children of one item are siblings of one household; a child of a protected household stands alone.
create table read.conference_items (
    tenant_id     text not null,
    conference_id uuid not null,
    case_id       uuid not null,
    resident_id   uuid not null,
    item          integer not null check (item > 0),
    minutes       integer not null check (minutes between 1 and 120),
    -- Whether the household was on no agenda before: the first time takes longer.
    is_first      boolean not null,
    -- Minutes it took; null until the conference was held.
    took          integer null check (took between 0 and 600),
    primary key (tenant_id, conference_id, case_id)
);
create index conference_items_by_case on read.conference_items (tenant_id, case_id);
create index conference_items_by_child on read.conference_items (tenant_id, resident_id);

grant select, insert, update, delete on read.cases, read.conferences, read.conference_items to childlink_app;
