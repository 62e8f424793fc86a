-- The access log: who looked at whom, under what. Rows are only ever added, by audit.append_entries alone.

-- seq counts from 0 without gaps per tenant. entry holds the canonical bytes (EntryBytes), leaf_hash their RFC 6962
-- leaf; the other columns repeat parts of entry for searching and are held against it by the verifier.
create table audit.entries (
    tenant_id   text not null,
    seq         bigint not null check (seq >= 0),
    at          timestamptz not null,
    entry       bytea not null,
    leaf_hash   bytea not null check (octet_length(leaf_hash) = 32),
    actor       text not null,
    role        text not null,
    institution text not null,
    purpose     text not null,
    context     text not null,
    operation   text not null,
    outcome     text not null,
    policy      text not null,
    subjects    uuid[] not null,
    row_count   bigint not null,
    primary key (tenant_id, seq, at)
) partition by range (at);
create index entries_by_actor on audit.entries (tenant_id, actor, seq);
-- Who looked at this child. A list of fifty children is one entry: a row per child made such entries five times dearer.
create index entries_by_subject on audit.entries using gin (subjects);

-- What must be remembered to go on appending: size and roots of the perfect subtrees (Frontier).
create table audit.tree_heads (
    tenant_id text primary key,
    size      bigint not null check (size >= 0),
    frontier  bytea not null
);

-- Signed notes; the same notes lie in files outside the database.
create table audit.checkpoints (
    tenant_id text not null,
    size      bigint not null,
    root      bytea not null check (octet_length(root) = 32),
    at        timestamptz not null,
    note      text not null,
    primary key (tenant_id, size)
);

-- Triggers refuse what grants cannot: the owner, too, does not change or remove anything.
create function audit.refuse_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception 'audit.% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

create function audit.grow_only() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if new.tenant_id <> old.tenant_id or new.size <= old.size then
        raise exception 'audit.tree_heads only grows' using errcode = 'insufficient_privilege';
    end if;
    return new;
end
$$;

create trigger append_only before update or delete on audit.entries for each row execute function audit.refuse_change();
create trigger never_emptied before truncate on audit.entries execute function audit.refuse_change();
create trigger append_only before update or delete on audit.checkpoints for each row execute function audit.refuse_change();
create trigger never_emptied before truncate on audit.checkpoints execute function audit.refuse_change();
create trigger grow_only before update on audit.tree_heads for each row execute function audit.grow_only();
create trigger never_removed before delete on audit.tree_heads for each row execute function audit.refuse_change();
create trigger never_emptied before truncate on audit.tree_heads execute function audit.refuse_change();

-- Makes the partition of a month (UTC). Attaching, unlike creating in place, waits for no reader and no writer.
create function audit.ensure_month(p_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
declare
    first_day timestamptz := date_trunc('month', p_at);
    name      text := 'entries_' || to_char(p_at, 'YYYYMM');
begin
    if to_regclass('audit.' || name) is not null then
        return;
    end if;
    perform pg_advisory_xact_lock(hashtextextended('audit.' || name, 0));
    if to_regclass('audit.' || name) is not null then
        return;
    end if;
    execute format('create table audit.%I (like audit.entries including all)', name);
    execute format('alter table audit.entries attach partition audit.%I for values from (%L) to (%L)',
        name, first_day, first_day + interval '1 month');
    execute format('create trigger never_emptied before truncate on audit.%I execute function audit.refuse_change()', name);
end
$$;

-- Appends a batch after the entry p_size - 1 and moves the head, or, when the head is elsewhere, appends nothing and
-- answers where it is. The n-th element of every array belongs to the n-th entry, except that its subjects are
-- p_subjects[p_first_subject[n]:p_last_subject[n]].
create function audit.append_entries(
    p_tenant text, p_size bigint, p_frontier bytea,
    p_at timestamptz[], p_entry bytea[], p_leaf_hash bytea[],
    p_actor text[], p_role text[], p_institution text[], p_purpose text[], p_context text[],
    p_operation text[], p_outcome text[], p_policy text[], p_row_count bigint[],
    p_subjects uuid[], p_first_subject integer[], p_last_subject integer[],
    out appended boolean, out frontier bytea)
language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
declare
    count integer := coalesce(array_length(p_entry, 1), 0);
    held  bigint;
    month timestamptz;
begin
    if count = 0 or count <> any (array[
        cardinality(p_at), cardinality(p_leaf_hash), cardinality(p_actor), cardinality(p_role), cardinality(p_institution),
        cardinality(p_purpose), cardinality(p_context), cardinality(p_operation), cardinality(p_outcome),
        cardinality(p_policy), cardinality(p_row_count), cardinality(p_first_subject), cardinality(p_last_subject)]) then
        raise exception 'the arrays of a batch have one length above zero' using errcode = 'invalid_parameter_value';
    end if;

    insert into audit.tree_heads (tenant_id, size, frontier) values (p_tenant, 0, decode('0000000000000000', 'hex'))
        on conflict (tenant_id) do nothing;
    select h.size, h.frontier into held, frontier from audit.tree_heads h where h.tenant_id = p_tenant for update;
    appended := held = p_size;
    if not appended then
        return;
    end if;

    -- The next month is made with the first entry of this one, long before anybody waits for it.
    for month in select distinct date_trunc('month', a) from unnest(p_at) a order by 1 loop
        perform audit.ensure_month(month);
        perform audit.ensure_month(month + interval '1 month');
    end loop;

    insert into audit.entries (
        tenant_id, seq, at, entry, leaf_hash, actor, role, institution, purpose, context, operation, outcome, policy,
        subjects, row_count)
    select p_tenant, p_size + e.place - 1, e.at, e.entry, e.leaf_hash, e.actor, e.role, e.institution, e.purpose, e.context,
           e.operation, e.outcome, e.policy, p_subjects[e.first_subject:e.last_subject], e.row_count
    from unnest(
        p_at, p_entry, p_leaf_hash, p_actor, p_role, p_institution, p_purpose, p_context, p_operation, p_outcome,
        p_policy, p_row_count, p_first_subject, p_last_subject) with ordinality
        as e(at, entry, leaf_hash, actor, role, institution, purpose, context, operation, outcome, policy, row_count,
             first_subject, last_subject, place);

    update audit.tree_heads h set size = p_size + count, frontier = p_frontier where h.tenant_id = p_tenant;
    frontier := p_frontier;
end
$$;

select audit.ensure_month(now()), audit.ensure_month(now() + interval '1 month');

revoke all on function audit.refuse_change(), audit.grow_only(), audit.ensure_month(timestamptz) from public;
revoke all on function audit.append_entries(
    text, bigint, bytea, timestamptz[], bytea[], bytea[], text[], text[], text[], text[], text[], text[], text[], text[],
    bigint[], uuid[], integer[], integer[]) from public;
grant execute on function audit.append_entries(
    text, bigint, bytea, timestamptz[], bytea[], bytea[], text[], text[], text[], text[], text[], text[], text[], text[],
    bigint[], uuid[], integer[], integer[]) to childlink_app;
grant select on audit.entries, audit.tree_heads to childlink_app;
grant select, insert on audit.checkpoints to childlink_app;
