-- Lists of cases are read page by page, the newest first.
create index cases_by_opening on read.cases (tenant_id, opened_at desc, case_id desc);
