-- Epochs: which key wraps new subject keys, and which are on their way out. A closed epoch takes no more keys; a destroyed one
-- wraps none any more, and its key is gone from the key home.
create table vault.epochs (
    tenant_id    text not null,
    epoch        text not null,
    month        text not null,
    opened_at    timestamptz not null,
    closed_at    timestamptz null,
    destroyed_at timestamptz null,
    primary key (tenant_id, epoch)
);
create unique index epochs_open on vault.epochs (tenant_id, month) where closed_at is null;
grant select, insert on vault.epochs to childlink_app;

insert into vault.epochs (tenant_id, epoch, month, opened_at)
select distinct tenant_id, epoch, left(epoch, 7), (left(epoch, 7) || '-01')::timestamptz from vault.subject_keys;

-- A key stored under a destroyed epoch would be lost with everything sealed under it.
create function vault.refuse_gone_epoch() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if exists (
        select 1 from (select distinct tenant_id, epoch from added) a
        where not exists (
            select 1 from vault.epochs e where e.tenant_id = a.tenant_id and e.epoch = a.epoch and e.destroyed_at is null)) then
        raise exception 'vault.subject_keys: no such epoch' using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end
$$;
create trigger epoch_is_there after insert on vault.subject_keys
    referencing new table as added for each statement execute function vault.refuse_gone_epoch();
create trigger epoch_stays_there after update on vault.subject_keys
    referencing new table as added for each statement execute function vault.refuse_gone_epoch();

-- Erasures: asked for by one person, approved by another. subjects: the subject and the sources linked to it, once erased.
create table vault.erasures (
    tenant_id      text not null,
    id             uuid not null,
    subject_id     uuid not null,
    reason         text not null,
    requested_by   text not null,
    requested_at   timestamptz not null,
    approved_by    text null,
    effective_at   timestamptz null,
    subjects       uuid[] not null default '{}',
    complete_by    timestamptz null,
    backups_until  timestamptz null,
    completed_at   timestamptz null,
    withdrawn_at   timestamptz null,
    released_by    text null,
    released_at    timestamptz null,
    release_reason text null,
    primary key (tenant_id, id),
    check (approved_by is null or approved_by <> requested_by),
    check ((approved_by is null) = (effective_at is null)),
    check (effective_at is null or withdrawn_at is null)
);
create unique index erasures_waiting on vault.erasures (tenant_id, subject_id) where effective_at is null and withdrawn_at is null;
grant select, insert, update on vault.erasures to childlink_app;

-- Columns that say whom a row is about, by name: a table that has one in vault or read is covered by erasing.
create function vault.subject_columns() returns table (relation regclass, subjects text[], keyed boolean)
language sql stable set search_path = pg_catalog, pg_temp as $$
    select c.oid::regclass,
           array(select quote_ident(a.attname) from pg_attribute a
                 where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.atttypid = 'uuid'::regtype
                   and a.attname in ('resident_id', 'subject_id', 'stream_id', 'child_id')
                 order by a.attnum),
           (select count(*) from pg_attribute a
            where a.attrelid = c.oid and not a.attisdropped and a.attname in ('provision', 'key_id')) = 2
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('vault', 'read') and c.relkind in ('r', 'p') and not c.relispartition
      and c.oid <> 'vault.erasures'::regclass
$$;

-- Deletes (or counts) every row about the subjects: by the columns above, and by the business keys of the records in their
-- streams. A record in another's stream stays although it is linked to the subject: the link goes, the record is the other's.
create function vault.erase_rows(p_tenant text, p_subjects uuid[], p_count_only boolean)
returns table (table_name text, row_count bigint)
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    target     record;
    found      record;
    condition  text;
    provisions text[] := '{}';
    keys       uuid[] := '{}';
begin
    for target in select s.relation, s.subjects from vault.subject_columns() s where s.keyed and 'stream_id' = any (s.subjects) loop
        for found in execute format('select provision::text, key_id from %s where tenant_id = $1 and stream_id = any ($2)', target.relation)
            using p_tenant, p_subjects loop
            provisions := provisions || found.provision;
            keys := keys || found.key_id;
        end loop;
    end loop;

    for target in select s.relation, s.subjects, s.keyed from vault.subject_columns() s
        where s.keyed or cardinality(s.subjects) > 0 order by s.relation::text loop
        condition := (select string_agg(format('t.%s = any ($2)', c), ' or ') from unnest(target.subjects) c);
        if target.keyed then
            condition := concat_ws(' or ', condition, '(t.provision, t.key_id) in (select * from unnest($3, $4))');
        end if;
        if p_count_only then
            execute format('select count(*) from %s t where t.tenant_id = $1 and (%s)', target.relation, condition)
                into row_count using p_tenant, p_subjects, provisions, keys;
        else
            execute format('delete from %s t where t.tenant_id = $1 and (%s)', target.relation, condition)
                using p_tenant, p_subjects, provisions, keys;
            get diagnostics row_count = row_count;
        end if;
        table_name := target.relation::text;
        return next;
    end loop;
end
$$;

create function vault.count_rows_of(p_tenant text, p_subjects uuid[]) returns table (table_name text, row_count bigint)
language sql security definer set search_path = pg_catalog, pg_temp as $$
    select * from vault.erase_rows(p_tenant, p_subjects, true)
$$;

-- The only way for the application to erase: an erasure that two different people stand behind.
create function vault.carry_out(p_tenant text, p_erasure uuid) returns table (table_name text, row_count bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    targets uuid[];
begin
    select e.subjects into targets from vault.erasures e
    where e.tenant_id = p_tenant and e.id = p_erasure and e.approved_by <> e.requested_by and e.effective_at is not null;
    if targets is null then
        raise exception 'vault.carry_out: no approved erasure' using errcode = 'insufficient_privilege';
    end if;
    return query select * from vault.erase_rows(p_tenant, targets, false);
end
$$;

revoke all on function vault.refuse_gone_epoch(), vault.subject_columns(), vault.erase_rows(text, uuid[], boolean),
    vault.count_rows_of(text, uuid[]), vault.carry_out(text, uuid) from public;
grant execute on function vault.count_rows_of(text, uuid[]), vault.carry_out(text, uuid) to childlink_app;
