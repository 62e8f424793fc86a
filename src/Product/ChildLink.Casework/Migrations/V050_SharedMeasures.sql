-- Whether measures that a plan gives to the institution are shared, too: no decision from before says so.
alter table read.shares add column measures boolean not null default false;
