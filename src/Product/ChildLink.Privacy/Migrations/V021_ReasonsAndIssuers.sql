-- An emergency is an act of a member of staff: who, when, how many people and the verdict stay with the officer when somebody of the
-- household is erased. Why it was opened, in words, is about the resident by whom it was named: it lies in a table of its own, whose
-- rows go with that resident.
create table read.emergency_reasons (
    tenant_id    text not null,
    emergency_id uuid not null,
    resident_id  uuid not null,
    reason       text not null,
    primary key (tenant_id, emergency_id)
);
create index emergency_reasons_by_resident on read.emergency_reasons (tenant_id, resident_id);
grant select, insert on read.emergency_reasons to childlink_app;

insert into read.emergency_reasons (tenant_id, emergency_id, resident_id, reason)
select tenant_id, id, resident_id, reason from read.emergencies;

alter table read.emergencies add column household_size integer null;
update read.emergencies e
set household_size = (select count(*) from read.emergency_rows g where g.tenant_id = e.tenant_id and g.emergency_id = e.id);
alter table read.emergencies
    alter column household_size set not null,
    drop column resident_id,
    drop column reason;

-- A declared conflict of interest holds for the person under every issuer: it does not end with a change of the provider's address.
drop index read.conflicts_by_person;
create index conflicts_by_subject on read.conflicts (tenant_id, person) where ended_at is null;
