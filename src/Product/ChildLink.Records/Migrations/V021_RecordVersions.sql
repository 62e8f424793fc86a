-- A file speaks for a day (effective_on) and for what its name delimits (scope: school, fiscal year, ...). A full extract
-- out of which too many records would vanish is held: only its row here is stored, until a person releases it.
alter table read.deliveries
    add column scope text not null default '',
    add column effective_on date null,
    add column state text not null default 'taken' check (state in ('taken', 'held', 'released')),
    add column standing bigint not null default 0,
    add column missing bigint not null default 0,
    -- Held-back rows of which not even the key could be read.
    add column nameless bigint not null default 0;
update read.deliveries set effective_on = coalesce(as_of, (received_at at time zone 'Asia/Tokyo')::date);
alter table read.deliveries alter column effective_on set not null;
create index deliveries_by_scope on read.deliveries (tenant_id, provision, scope, effective_on);

-- The head of a key is its statement with the latest effective day, and among those of one day the one that came last.
-- event_id holds the content, stated_by is the event that put it there (another one when the content was restated).
alter table read.record_heads
    add column scope text not null default '',
    add column effective_on date null,
    add column seq bigint null,
    add column stated_by uuid null;
update read.record_heads h
set effective_on = coalesce((e.headers->>'as_of')::date, (e.timestamp at time zone 'Asia/Tokyo')::date),
    seq = e.seq_id, stated_by = e.id,
    scope = concat_ws(';', 'year=' || (e.headers->>'file_year'), 'fy=' || (e.headers->>'file_fy'), 'month=' || (e.headers->>'file_month'),
        'school=' || (e.headers->>'file_school'), 'label=' || (e.headers->>'file_label'))
from events.mt_events e where e.id = h.event_id;
alter table read.record_heads
    alter column effective_on set not null,
    alter column seq set not null,
    alter column stated_by set not null;
-- Nothing asks by event; every row paid for it.
drop index read.record_heads_by_event;

-- Every statement about a key that is not its head: replaced by a later one, delivered late, or an end.
create table read.record_versions (
    tenant_id    text not null,
    provision    text not null,
    key_id       uuid not null,
    seq          bigint not null,
    effective_on date not null,
    ended        boolean not null,
    event_id     uuid not null,
    previous_id  uuid not null,
    stated_by    uuid not null,
    stream_id    uuid not null,
    version      bigint not null,
    scope        text not null,
    delivery_id  uuid not null,
    row          bigint not null,
    primary key (tenant_id, provision, key_id, seq)
);
create index record_versions_by_stream on read.record_versions (tenant_id, stream_id);
create index record_versions_ended on read.record_versions (tenant_id, provision) where ended;
-- What was replaced before this table was there.
insert into read.record_versions (tenant_id, provision, key_id, seq, effective_on, ended, event_id, previous_id, stated_by,
    stream_id, version, scope, delivery_id, row)
select e.tenant_id, e.headers->>'provision', (e.headers->>'key')::uuid, e.seq_id,
    coalesce((e.headers->>'as_of')::date, (e.timestamp at time zone 'Asia/Tokyo')::date), false, e.id, (e.headers->>'previous')::uuid, e.id,
    e.stream_id, e.version,
    concat_ws(';', 'year=' || (e.headers->>'file_year'), 'fy=' || (e.headers->>'file_fy'), 'month=' || (e.headers->>'file_month'),
        'school=' || (e.headers->>'file_school'), 'label=' || (e.headers->>'file_label')),
    (e.headers->>'delivery')::uuid, (e.headers->>'row')::bigint
from events.mt_events e
where e.type = 'record_accepted'
  and not exists (select 1 from read.record_heads h
      where h.tenant_id = e.tenant_id and h.provision = e.headers->>'provision' and h.key_id = (e.headers->>'key')::uuid and h.event_id = e.id);

-- Residents whom the register does not report any more have left with the day of the extract that lacks them.
alter table vault.residents add column no_longer_reported_on date null;

grant select, insert, update, delete on read.record_versions to childlink_app;
