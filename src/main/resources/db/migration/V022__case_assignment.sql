-- Working state: who works on which case, and until when. A case that nobody moves is free again.

create table case_assignment (
  opening     bigint      not null
, cause       text        not null
, assignee    text        not null                  -- submitter id, or issuer#digest of somebody signed in
, assigned_at timestamptz not null
, until       timestamptz not null                  -- from then on it holds no longer
, constraint case_assignment_pk primary key (opening, cause)
, constraint case_assignment_assignee_check check (length(assignee) between 1 and 1024)
, constraint case_assignment_until_check check (until > assigned_at)
);
comment on table case_assignment is 'Working state: which reviewer works on which case.';
create index case_assignment_assignee_index on case_assignment (assignee, until);

-- What happens to cases that no entry of the log says, for those who follow.
create table case_notice (
  notice      bigint      not null generated always as identity
, opening     bigint      not null
, cause       text        not null
, change      text        not null
, assignee    text        not null                  -- whom it concerns: reviewer, or submitter of the results
, since       timestamptz not null                  -- what it is about happened then
, noted_at    timestamptz not null
, after_index bigint      not null                  -- the newest entry then; -1 for none
, constraint case_notice_pk primary key (notice)
, constraint case_notice_once unique (opening, cause, change, since)
, constraint case_notice_change_check
    check (change in ('assigned', 'released', 'expired', 'reminded-reviewer', 'reminded-lab'))
);
comment on table case_notice is 'Working state: assignments and reminders, in the order of their commits.';
create index case_notice_after_index on case_notice (after_index, notice);
