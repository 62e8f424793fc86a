-- What a client key stands for, for good: a submission whose rows an earlier delivery had said, too, and one that waits for a
-- person. The digest is keyed: it confirms no guess at a row.
create table read.submissions (
    tenant_id    text not null,
    client       text not null,
    client_key   text not null,
    digest       bytea not null,
    delivery_id  uuid not null,
    submitted_at timestamptz not null,
    primary key (tenant_id, client, client_key)
);

grant select, insert, update on read.submissions to childlink_app;
