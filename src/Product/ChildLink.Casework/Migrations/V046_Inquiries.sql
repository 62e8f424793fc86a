-- 照会: questions about a candidate to the institution that the child belongs to. The institution sees an ordinary pupil sheet
-- (個人票); the run is for those who asked. Answers are sealed under the child's key.
create table read.inquiries (
    tenant_id     text not null,
    id            uuid not null,
    resident_id   uuid not null,
    run_id        uuid not null,
    institution   text not null,
    form          text not null,
    basis         text not null,
    due_on        date not null,
    state         text not null check (state in ('open', 'answered', 'withdrawn')),
    created_by    text not null,
    created_at    timestamptz not null,
    answers       text null,
    -- Version of the event that holds the answers.
    answers_version bigint null,
    answered_by   text null,
    answered_at   timestamptz null,
    late          boolean not null default false,
    version       bigint not null,
    primary key (tenant_id, id),
    check ((state = 'answered') = (answered_at is not null) or state = 'withdrawn')
);
create unique index inquiries_open on read.inquiries (tenant_id, resident_id, form) where state = 'open';
create index inquiries_by_child on read.inquiries (tenant_id, resident_id);
create index inquiries_by_run on read.inquiries (tenant_id, run_id, resident_id);
create index inquiries_by_institution on read.inquiries (tenant_id, institution, form) where state <> 'withdrawn';
grant select, insert, update, delete on read.inquiries to childlink_app;
