-- The event tables in the layout that Marten documents (conjoined tenancy, streams keyed by uuid),
-- so that a Marten application can read them.
create table events.mt_streams (
    tenant_id   varchar     not null default '*DEFAULT*',
    id          uuid        not null,
    type        varchar     null,
    version     bigint      null,
    timestamp   timestamptz not null default now(),
    created     timestamptz not null default now(),
    is_archived boolean     default false,
    constraint pkey_mt_streams_tenant_id_id primary key (tenant_id, id)
);

create sequence events.mt_events_sequence;

create table events.mt_events (
    seq_id         bigint       not null,
    id             uuid         not null,
    stream_id      uuid         null,
    version        bigint       not null,
    data           jsonb        not null,
    bdata          bytea        null,
    type           varchar(500) not null,
    timestamp      timestamptz  not null default now(),
    tenant_id      varchar      default '*DEFAULT*',
    mt_dotnet_type varchar      null,
    correlation_id varchar      null,
    causation_id   varchar      null,
    headers        jsonb        null,
    is_archived    boolean      default false,
    constraint pkey_mt_events_seq_id primary key (seq_id),
    constraint fkey_mt_events_tenant_id_stream_id foreign key (tenant_id, stream_id)
        references events.mt_streams (tenant_id, id)
);

alter sequence events.mt_events_sequence owned by events.mt_events.seq_id;

create unique index pk_mt_events_stream_and_version on events.mt_events (tenant_id, stream_id, version);
create unique index idx_mt_events_event_id on events.mt_events (id);
create index idx_mt_events_type_seq on events.mt_events (tenant_id, type, seq_id);

create table events.mt_event_progression (
    name         varchar     primary key,
    last_seq_id  bigint      null,
    last_updated timestamptz default transaction_timestamp()
);
