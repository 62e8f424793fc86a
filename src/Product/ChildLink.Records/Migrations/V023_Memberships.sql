-- 世帯 over time: which household each event of the register says. From when until when it held, and since when that is
-- known, stand in read.record_heads and read.record_versions, which name the event.
create table vault.memberships (
    tenant_id        text not null,
    event_id         uuid not null,
    resident_id      uuid not null,
    household_number text null,
    relation         text null,
    primary key (tenant_id, event_id)
);
create index memberships_by_resident on vault.memberships (tenant_id, resident_id);

-- 在籍 over time: where each linked roster and the school-age register seat a resident, by fiscal year.
create table vault.enrolments (
    tenant_id   text not null,
    resident_id uuid not null,
    fiscal_year integer not null,
    school_code text not null,
    school_name text null,
    grade       text null,
    class       text null,
    primary key (tenant_id, resident_id, fiscal_year, school_code)
);

grant select, insert, update, delete on vault.memberships, vault.enrolments to childlink_app;
