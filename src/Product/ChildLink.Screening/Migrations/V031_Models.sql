-- Trained models: one row per training, also when nothing could be learned. No child stands in them.
create table read.models (
    tenant_id         text not null,
    id                uuid not null,
    plan              text not null,
    difficulty        text not null,
    plan_hash         text not null,
    policy            text not null,
    status            text not null check (status in ('trained', 'too-few-labels', 'nothing-learned')),
    cause             text null,
    seed              bigint not null,
    items_on          date not null,
    labels_from       date null,
    labels_until      date not null,
    trained_at        timestamptz not null,
    trained_by        text not null,
    children          bigint not null,
    positives         bigint not null,
    negatives         bigint not null,
    unlabelled        bigint not null,
    missing_positives bigint not null,
    missing_negatives bigint not null,
    leaking           text[] not null,
    unreadable        text[] not null,
    model_hash        text null,
    document          text null,
    lineage           text not null,
    evaluation        text null,
    primary key (tenant_id, id),
    check ((status = 'trained') = (document is not null) and (document is null) = (model_hash is null))
);
create index models_by_plan on read.models (tenant_id, plan, trained_at desc, id);
grant select, insert, update, delete on read.models to childlink_app;

-- Which model a run judged with (none: it counted), and items from the label's own register: with any, nothing is shared.
alter table read.screening_runs
    add column model_id   uuid null,
    add column model_hash text null,
    add column leaking    text[] not null default '{}';

-- Log-odds in millionths behind the points of a model: the baseline and all contributions among the factors sum to it.
alter table read.results add column log_odds bigint null;
