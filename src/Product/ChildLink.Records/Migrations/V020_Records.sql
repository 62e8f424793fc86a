-- Deliveries: one row per file that came in, with what became of its records.
create table read.deliveries (
    tenant_id    text not null,
    id           uuid not null,
    provision    text not null,
    file         text not null,
    content_hash bytea not null,
    received_at  timestamptz not null,
    as_of        date null,
    records      bigint not null,
    accepted     bigint not null,
    corrected    bigint not null,
    quarantined  bigint not null,
    ignored      bigint not null,
    events       bigint not null,
    primary key (tenant_id, id)
);
create index deliveries_by_content on read.deliveries (tenant_id, provision, content_hash);
create index deliveries_by_time on read.deliveries (tenant_id, received_at, id);

-- Findings: rows held back, repaired or left out by rule. Messages never quote a cell; the row itself is sealed
-- under the key of the source row, for repair.
create table read.quarantine (
    tenant_id   text not null,
    delivery_id uuid not null,
    row         bigint not null,
    ordinal     integer not null,
    column_name text not null,
    rule        text not null,
    disposition text not null,
    message     text not null,
    subject_id  uuid null,
    sealed_row  text null,
    primary key (tenant_id, delivery_id, row, ordinal)
);

-- The latest event of every business key. Keys are keyed digests: they confirm no guess.
create table read.record_heads (
    tenant_id   text not null,
    provision   text not null,
    key_id      uuid not null,
    event_id    uuid not null,
    previous_id uuid not null,
    stream_id   uuid not null,
    version     bigint not null,
    delivery_id uuid not null,
    row         bigint not null,
    primary key (tenant_id, provision, key_id)
);
create index record_heads_by_stream on read.record_heads (tenant_id, stream_id);
create index record_heads_by_event on read.record_heads (event_id);

-- Links from rows without a resident code to residents.
create table read.links (
    tenant_id   text not null,
    provision   text not null,
    key_id      uuid not null,
    status      text not null check (status in ('linked', 'queued', 'absent')),
    resident_id uuid null,
    method      text not null,
    cause       text null,
    probability numeric(6, 5) null,
    linked_at   timestamptz not null,
    primary key (tenant_id, provision, key_id)
);
create index links_by_resident on read.links (tenant_id, resident_id) where resident_id is not null;

-- Identities in clear, for search and order. Nothing else lives here.
create table vault.residents (
    tenant_id        text not null,
    resident_id      uuid not null,
    resident_code    text not null,
    name             text not null,
    kana             text not null,
    birth_date       date null,
    sex              text null,
    household_number text null,
    address          text null,
    became_resident_on date null,
    -- What the register itself says; moved_out_on is derived from it and from vault.departures.
    register_moved_out_on date null,
    moved_out_on     date null,
    protected        boolean not null default false,
    school_code      text null,
    school_name      text null,
    grade            text null,
    class            text null,
    primary key (tenant_id, resident_id)
);
create index residents_by_kana on vault.residents (tenant_id, kana collate "C", resident_id);
create index residents_by_school on vault.residents (tenant_id, school_code, grade, class, kana collate "C", resident_id);
create index residents_by_household on vault.residents (tenant_id, household_number);

-- Departures as the lists of those who moved out (転出者) say, one row per record; they may be newer than the register.
create table vault.departures (
    tenant_id    text not null,
    provision    text not null,
    key_id       uuid not null,
    resident_id  uuid not null,
    moved_out_on date null,
    primary key (tenant_id, provision, key_id)
);
create index departures_by_resident on vault.departures (tenant_id, resident_id);

-- Persons on the protection lists (支援措置) as last received, one row per record of a list.
create table vault.protections (
    tenant_id   text not null,
    provision   text not null,
    key_id      uuid not null,
    resident_id uuid not null,
    valid_from  date null,
    valid_until date null,
    primary key (tenant_id, provision, key_id)
);

-- Up to when each protection list can be true (date in its name, else when its file was written, never later than it
-- was received), and whether all of its rows could be read.
create table vault.protection_lists (
    tenant_id   text not null,
    provision   text not null,
    received_at timestamptz not null,
    complete    boolean not null,
    primary key (tenant_id, provision)
);

grant select, insert, update, delete on
    read.deliveries, read.quarantine, read.record_heads, read.links,
    vault.residents, vault.departures, vault.protections, vault.protection_lists to childlink_app;
