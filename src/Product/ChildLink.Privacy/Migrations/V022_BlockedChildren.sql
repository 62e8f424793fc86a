-- Whom a person must not meet is asked with every request, and hardly anybody must not meet somebody: the look at conflicts stays
-- a probe of one index, and only who has one pays for the rest.
create function read.blocked_children(p_tenant text, p_person text) returns uuid[]
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
    return array(
        select c.resident_id from read.conflicts c
        where c.tenant_id = p_tenant and c.person = p_person and c.ended_at is null
        union
        select h.resident_id from read.conflicts c
        join vault.residents r on r.tenant_id = c.tenant_id and r.resident_id = c.resident_id
        join vault.residents h on h.tenant_id = r.tenant_id and h.household_number = r.household_number
        where c.tenant_id = p_tenant and c.person = p_person and c.ended_at is null and c.household);
end
$$;
revoke all on function read.blocked_children(text, text) from public;
grant execute on function read.blocked_children(text, text) to childlink_app;
