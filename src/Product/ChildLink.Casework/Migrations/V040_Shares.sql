-- 活用主体への提供: the steward's decision that an institution sees a child's result as reason categories.
create table read.shares (
    tenant_id   text not null,
    id          uuid not null,
    resident_id uuid not null,
    run_id      uuid not null,
    institution text not null,
    points      boolean not null,
    reason      text not null,
    valid_from  timestamptz not null,
    valid_until timestamptz not null,
    ended_at    timestamptz null,
    created_by  text not null,
    primary key (tenant_id, id)
);
create index shares_by_child on read.shares (tenant_id, resident_id, institution, valid_from desc);
create index shares_by_run on read.shares (tenant_id, run_id, valid_from desc, id);
grant select, insert, update on read.shares to childlink_app;
