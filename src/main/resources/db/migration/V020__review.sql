-- Cases: what the ledger's rules fold of them, stored for those who ask. Made from records, facts
-- and assessments; a rebuild empties and fills them again, identically.

alter table result add column review text;
alter table result add column reviewed_by bigint;     -- the entry that last changed what cases make of it; null for none
comment on column result.review is 'What cases make of its standing, the first that applies; null for nothing.';
alter table result add constraint result_review_check
  check (review in ('refuted', 'disputed', 'under-review'));

-- What a key signed; asked when it is revoked, in the append.
create table entry_kid (
  kid         text   not null                         -- RFC 7638 thumbprint
, entry_index bigint not null
, constraint entry_kid_pk primary key (kid, entry_index)
);
comment on table entry_kid is 'Projection: which entries each key signed.';

create table review_case (
  opening     bigint       not null                   -- the entry that opened it
, cause       text         not null
, state       text         not null                   -- as the log tells: open, waiting-for-lab, decided
, standing    text                                    -- what it makes of its results; null for nothing
, outcome     text                                    -- of the decision in force; null when there is none
, opened_at   timestamptz  not null
, changed_at  timestamptz  not null                   -- when its newest event was received
, reports     int          not null
, weight      numeric(9,6) not null                   -- of its reports, by their reporters' records
, submitter   text                                    -- of its most telling result when it opened; null for none
, crowd       text                                    -- cases of one crowd share ten places in the list; null for none
, suspicion   numeric(7,6)                            -- largest over its results as of the newest change
, current     boolean      not null default true      -- false once all its results are corrected or withdrawn
, ahead       numeric(7,6) not null                   -- share of like results that its most telling one beats
, harm        numeric(7,6) not null                   -- expected, 0 to 1
, waits       boolean      not null default false     -- behind ten undecided ones of its crowd
, priority    numeric(7,6) not null generated always as
                (case when waits then harm / 10 else harm end) stored
, constraint review_case_pk primary key (opening, cause)
, constraint review_case_state_check check (state in ('open', 'waiting-for-lab', 'decided'))
);
comment on table review_case is 'Projection: what reviewers work on and worked on.';
create index review_case_priority_index on review_case (priority desc, opening, cause);
create index review_case_state_index on review_case (state, priority desc, opening, cause);
create index review_case_undecided_index on review_case (priority desc, opening, cause)
where state <> 'decided';
create index review_case_submitter_index on review_case (submitter, opening);
create index review_case_decided_index on review_case (cause, changed_at, opening)
where state = 'decided';
create index review_case_crowd_index on review_case (crowd, harm desc, opening, cause)
where state <> 'decided';
create index review_case_placed_index on review_case (crowd)
where state <> 'decided' and not waits;

create table review_case_result (
  opening     bigint  not null
, cause       text    not null
, entry_index bigint  not null
, result      int     not null
, standing    text                                    -- that of the case
, constraint review_case_result_pk primary key (opening, cause, entry_index, result)
);
comment on table review_case_result is 'Projection: which results a case is about.';
create index review_case_result_entry_index on review_case_result (entry_index, result);

create table review_event (
  opening       bigint      not null
, cause         text        not null
, entry_index   bigint      not null                  -- the entry that says it
, kind          text        not null                  -- opened, report, answer, appeal, decision; or the type of the entry that changed it
, submitter     text        not null
, on_behalf     text                                  -- issuer and digest of whom the service speaks for; null for itself
, organisations text[]      not null                  -- to which the one who speaks belongs
, outcome       text                                  -- of a decision, kind of a report; null for others
, checks        text[]      not null                  -- that a decision answers
, settles       boolean     not null                  -- whether it decided the case
, superseded_by bigint                                -- the decision that took its place; null while it stands
, received_at   timestamptz not null
, constraint review_event_pk primary key (opening, cause, entry_index)
);
comment on table review_event is 'Projection: all that was said on a case, in its order.';
create index review_event_kind_index on review_event (opening, cause, kind, entry_index);
create index review_event_report_index on review_event (submitter, (coalesce(on_behalf, '')), opening)
where kind = 'report';

create table check_precision (
  "check"   text   not null
, month     text   not null                           -- of the decisions in force: 2026-11, UTC
, confirmed bigint not null                           -- cases
, cleared   bigint not null                           -- cases
, constraint check_precision_pk primary key ("check", month)
);
comment on table check_precision is 'Projection: what the decisions in force say of each check.';

-- The versions of a result; the index on current ones finds no corrected one.
create index result_versions_index on result (conflict_key, entry_index);

-- Standing, and what changed it last, now tell of cases too.
drop index result_standing_index;
drop index result_changed_index;
drop index result_model_changed_index;
drop index result_benchmark_changed_index;

create or replace view score as
select r.entry_index as index, r.result, r.model, r.revision, r.precision, r.parameters, r.benchmark,
       r.benchmark_version, r.task, r.metric, r.filter, r.k, r.variant, r.value, r.stderr, r.samples,
       r.protocol, encode(r.settings, 'hex') as settings, r.submitter, r.relation,
       case
         when r.withdrawn_by is not null then 'withdrawn'
         when r.review is not null then r.review
         when r.superseded_by is not null then 'superseded'
         when r.relation = 'collected' then 'collected'
         else 'signed'
       end as standing,
       r.suspicion, r.verdict, r.received_at, r.key_doubted, r.dimension, r.superseded_by,
       r.withdrawn_by, r.assessed_by,
       greatest(r.entry_index, r.superseded_by, r.withdrawn_by, r.assessed_by, r.doubted_by, r.reviewed_by)
         as changed_by,
       r.adapter, r.truncated,
       encode(coalesce(r.repetition, r.conflict_key), 'hex') as repetition,
       encode(coalesce(r.conditions, r.conflict_key), 'hex') as conditions
from result r;

create index result_standing_index on result (
  (case
     when withdrawn_by is not null then 'withdrawn'
     when review is not null then review
     when superseded_by is not null then 'superseded'
     when relation = 'collected' then 'collected'
     else 'signed'
   end), entry_index, result
);
create index result_changed_index on result (
  greatest(entry_index, superseded_by, withdrawn_by, assessed_by, doubted_by, reviewed_by), entry_index, result
);
create index result_model_changed_index on result (
  model, greatest(entry_index, superseded_by, withdrawn_by, assessed_by, doubted_by, reviewed_by),
  entry_index, result
);
create index result_benchmark_changed_index on result (
  benchmark, greatest(entry_index, superseded_by, withdrawn_by, assessed_by, doubted_by, reviewed_by),
  entry_index, result
);
