-- Which values a run withholds from whoever sees all of its children under pseudonyms, so that at least five share what is shown.
-- Runs of before know of no such choice: of them all are withheld but the band of the age, which five shared by itself. The
-- defaults stay: a row that does not say what may be shown shows none of it.
alter table read.screening_runs add column quasi_identifiers text[] not null default '{F01,A07,F03}';
alter table read.results add column withheld text[] not null default '{A07,F03}';
