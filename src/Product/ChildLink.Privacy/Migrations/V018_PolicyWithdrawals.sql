-- Proposals of a policy that were taken back by whoever made them: nobody adopts them any more.
alter table read.policy_bundles
    add column withdrawn_at timestamptz null,
    add constraint policy_bundles_withdrawn check (withdrawn_at is null or adopted_seq is null);
