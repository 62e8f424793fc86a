-- A share may name staff of the institution: then only they see it.
alter table read.shares add column persons text[] null check (cardinality(persons) > 0);

-- 提供の凍結: nothing of the run is shared from that instant on.
create table read.run_freezes (
    tenant_id text not null,
    run_id    uuid not null,
    reason    text not null,
    frozen_by text not null,
    frozen_at timestamptz not null,
    ended     bigint not null,
    primary key (tenant_id, run_id)
);
grant select, insert on read.run_freezes to childlink_app;
