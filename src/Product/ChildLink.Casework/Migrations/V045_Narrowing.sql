-- 人による絞り込み: what people decided about a candidate of a run, step by step; the note is sealed under the child's key.
create table read.narrowing_steps (
    tenant_id   text not null,
    run_id      uuid not null,
    resident_id uuid not null,
    version     bigint not null check (version > 0),
    -- Stream of the events, to which the note is bound.
    id          uuid not null,
    status      text not null check (status in ('open', 'inquiring', 'proceed', 'not-now', 'excluded')),
    note        text null,
    noted_by    text not null,
    noted_at    timestamptz not null,
    latest      boolean not null,
    primary key (tenant_id, run_id, resident_id, version)
);
create unique index narrowing_latest on read.narrowing_steps (tenant_id, run_id, resident_id) include (status, version) where latest;
create index narrowing_by_child on read.narrowing_steps (tenant_id, resident_id, noted_at);
grant select, insert, update, delete on read.narrowing_steps to childlink_app;

-- Sheets that were handed out: which caller took which, until when its rows are taken back.
create table read.sheets (
    tenant_id   text not null,
    id          uuid not null,
    kind        text not null check (kind in ('narrowing', 'pupil')),
    run_id      uuid null,
    institution text null,
    form        text null,
    made_by     text not null,
    made_at     timestamptz not null,
    expires_at  timestamptz not null,
    row_count   bigint not null,
    sha256      text not null,
    primary key (tenant_id, id)
);
grant select, insert on read.sheets to childlink_app;
