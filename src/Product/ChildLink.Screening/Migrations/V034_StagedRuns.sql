-- A run in two stages: children screened and flagged, and by provision how many records the second stage read and left closed.
alter table read.screening_runs add column staged jsonb null;
