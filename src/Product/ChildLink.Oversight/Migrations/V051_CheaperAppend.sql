-- Every answer waits for an append: what a batch costs is paid again and again, however few entries it has.

-- A list of fifty children is an entry of more than two kilobytes, the size from which a row is compressed and moved out of the
-- table. Most of it are identities, which no compression makes smaller: rows stay whole up to the size of a page.
do $$
declare
    partition regclass;
begin
    for partition in select inhrelid::regclass from pg_inherits where inhparent = 'audit.entries'::regclass loop
        execute format('alter table %s set (toast_tuple_target = 8160)', partition);
    end loop;
end
$$;

create or replace function audit.ensure_month(p_at timestamptz) returns void
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
    execute format('create table audit.%I (like audit.entries including all) with (toast_tuple_target = 8160)', name);
    execute format('alter table audit.entries attach partition audit.%I for values from (%L) to (%L)',
        name, first_day, first_day + interval '1 month');
    execute format('create trigger never_emptied before truncate on audit.%I execute function audit.refuse_change()', name);
end
$$;

-- The same rule, asked without a call of the function that refuses.
drop trigger grow_only on audit.tree_heads;
create trigger grow_only before update on audit.tree_heads for each row
    when (new.tenant_id <> old.tenant_id or new.size <= old.size) execute function audit.grow_only();

-- As before: appends a batch after the entry p_size - 1 and moves the head, or, when the head is elsewhere, appends nothing and
-- answers where it is. The n-th element of every array belongs to the n-th entry, except that its subjects are
-- p_subjects[p_first_subject[n]:p_last_subject[n]].
create or replace function audit.append_entries(
    p_tenant text, p_size bigint, p_frontier bytea,
    p_at timestamptz[], p_entry bytea[], p_leaf_hash bytea[],
    p_actor text[], p_role text[], p_institution text[], p_purpose text[], p_context text[],
    p_operation text[], p_outcome text[], p_policy text[], p_row_count bigint[],
    p_subjects uuid[], p_first_subject integer[], p_last_subject integer[],
    out appended boolean, out frontier bytea)
language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
declare
    count integer := coalesce(array_length(p_entry, 1), 0);
    moment timestamptz;
    month  timestamptz;
begin
    if count = 0 or count <> any (array[
        cardinality(p_at), cardinality(p_leaf_hash), cardinality(p_actor), cardinality(p_role), cardinality(p_institution),
        cardinality(p_purpose), cardinality(p_context), cardinality(p_operation), cardinality(p_outcome),
        cardinality(p_policy), cardinality(p_row_count), cardinality(p_first_subject), cardinality(p_last_subject)]) then
        raise exception 'the arrays of a batch have one length above zero' using errcode = 'invalid_parameter_value';
    end if;

    -- Finds, locks and moves the head in one statement; whoever appends at the same time waits here and finds it elsewhere.
    update audit.tree_heads h set size = p_size + count, frontier = p_frontier where h.tenant_id = p_tenant and h.size = p_size;
    appended := found;
    if not appended and p_size = 0 then
        insert into audit.tree_heads (tenant_id, size, frontier) values (p_tenant, count, p_frontier) on conflict (tenant_id) do nothing;
        appended := found;
    end if;
    if not appended then
        select h.frontier into frontier from audit.tree_heads h where h.tenant_id = p_tenant;
        frontier := coalesce(frontier, decode('0000000000000000', 'hex'));
        return;
    end if;

    -- The next month is made with the first entry of this one, long before anybody waits for it.
    foreach moment in array p_at loop
        if date_trunc('month', moment) is distinct from month then
            month := date_trunc('month', moment);
            if to_regclass('audit.entries_' || to_char(month, 'YYYYMM')) is null
                or to_regclass('audit.entries_' || to_char(month + interval '1 month', 'YYYYMM')) is null then
                perform audit.ensure_month(month);
                perform audit.ensure_month(month + interval '1 month');
            end if;
        end if;
    end loop;

    -- One array is walked and the others are looked into: walking each costs more than the rows do.
    insert into audit.entries (
        tenant_id, seq, at, entry, leaf_hash, actor, role, institution, purpose, context, operation, outcome, policy,
        subjects, row_count)
    select p_tenant, p_size + e.n - 1, p_at[e.n::int], p_entry[e.n::int], p_leaf_hash[e.n::int], p_actor[e.n::int], p_role[e.n::int],
           p_institution[e.n::int], p_purpose[e.n::int], p_context[e.n::int], p_operation[e.n::int], p_outcome[e.n::int], p_policy[e.n::int],
           p_subjects[e.first_subject:p_last_subject[e.n::int]], p_row_count[e.n::int]
    from unnest(p_first_subject) with ordinality as e(first_subject, n);
    frontier := p_frontier;
end
$$;
