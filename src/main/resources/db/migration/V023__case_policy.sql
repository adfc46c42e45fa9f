-- Under which policy a case was opened, so that those of before and after a change can be told
-- apart.

alter table review_case add column policy bigint;           -- entry of the policy in force; null: none, the built-in thresholds
alter table review_case add column alert  numeric(7,6);     -- suspicion from which a case opened then
comment on column review_case.policy is 'The policy in force when it opened; null for the built-in thresholds.';
