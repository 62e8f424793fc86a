-- Screening runs and their results: the steward's own derived records.
create table read.screening_runs (
    tenant_id    text not null,
    id           uuid not null,
    plan         text not null,
    difficulty   text not null,
    as_of        date not null,
    started_at   timestamptz not null,
    completed_at timestamptz not null,
    children     bigint not null,
    candidates   bigint not null,
    seed         bigint not null,
    policy       text not null,
    started_by   text not null,
    items        text[] not null,
    unreadable   text[] not null,
    primary key (tenant_id, id)
);
create index screening_runs_by_time on read.screening_runs (tenant_id, completed_at desc, id);

-- One row per child and run, shaped for the list: everything a page needs lies in it and in vault.residents.
create table read.results (
    tenant_id      text not null,
    run_id         uuid not null,
    resident_id    uuid not null,
    rank           bigint not null,
    points_tenths  bigint not null,
    matched_basic  bigint not null,
    matched_other  bigint not null,
    candidate      boolean not null,
    selected_by    text null,
    school_age     bigint not null,
    age_band       text null,
    household_size bigint not null,
    factors        text not null,
    top_factors    text not null,
    reasons        text not null,
    cells          text not null,
    primary key (tenant_id, run_id, resident_id)
);
create index results_by_rank on read.results (tenant_id, run_id, rank, resident_id);
create index candidates_by_rank on read.results (tenant_id, run_id, rank, resident_id) where candidate;
grant select, insert, update, delete on read.screening_runs, read.results to childlink_app;
