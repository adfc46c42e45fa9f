-- Projections of the registry: what the rules and the readers ask about entries and results. Made
-- from records, facts and assessments; a rebuild empties and fills them again, identically.

create table entry (
  entry_index   bigint       not null
, leaf_hash     bytea        not null                 -- RFC 6962 hash of the record
, type          text         not null                 -- of the statement
, submitter     text         not null
, model         text                                  -- namespace/name; null for types without
, relation      text                                  -- null for types without
, suspicion     numeric(7,6)                          -- largest over its results; null when nothing was comparable
, verdict       text                                  -- worst over its results; null for types without
, results       int          not null                 -- how many results it has
, received_at   timestamptz  not null
, erased_by     bigint                                -- the takedown that erased its envelope; null while it is there
, constraint entry_pk primary key (entry_index)
, constraint entry_leaf_hash_check check (octet_length(leaf_hash) = 32)
);
comment on table entry is 'Projection: every entry in short.';
create index entry_submitter_index on entry (submitter, entry_index);
create index entry_model_index on entry (model, entry_index) where model is not null;
create index entry_type_index on entry (type, entry_index) where type <> 'evaluation';

create table result (
  entry_index       bigint       not null
, result            int          not null             -- zero-based position in its entry
, conflict_key      bytea        not null             -- design, §5: under one key one result stands
, model             text         not null             -- namespace/name
, revision          text                              -- null when not known
, precision         text                              -- null when not known
, parameters        bigint                            -- null when not known
, benchmark         text         not null
, benchmark_version text         not null
, task              text                              -- null for all of the benchmark
, metric            text         not null
, filter            text
, k                 int
, variant           text
, dimension         text         not null             -- of the metric, else of the benchmark
, value             text         not null             -- decimal, as written
, stderr            text                              -- decimal, as written; null when not given
, samples           bigint                            -- null when not known
, protocol          text         not null             -- harness:shots:prompt family:metric:filter
, settings          bytea        not null             -- SHA-256 of the settings in the facts
, submitter         text         not null
, relation          text         not null
, suspicion         numeric(7,6)                      -- null when nothing was comparable
, verdict           text         not null
, received_at       timestamptz  not null
, superseded_by     bigint                            -- the entry that corrected it; null while it stands
, withdrawn_by      bigint                            -- the entry that took it back; null while it stands
, constraint result_pk primary key (entry_index, result)
, constraint result_conflict_key_check check (octet_length(conflict_key) = 32)
);
comment on table result is 'Projection: every result of every entry, with what became of it.';
create unique index result_conflict_key_index on result (conflict_key) where superseded_by is null;
create index result_model_index on result (model, entry_index, result);
create index result_benchmark_index on result (benchmark, task, metric, entry_index, result);
