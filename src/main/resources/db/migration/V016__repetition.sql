-- What leaderboards and comparisons need to keep apart. Projected; a ledger that has entries already
-- gets them by a rebuild, and until then no two of its results are taken for repetitions.

alter table result add column adapter text;           -- laid over the weights; null for none or not known
alter table result add column repetition bytea;       -- equal in results that differ in nothing but their seed
alter table result add column conditions bytea;       -- equal in results of one split, harness version and settings but for the seed
alter table result add column truncated boolean not null default false;
comment on column result.truncated is 'Fewer items were scored than are registered, or the harness was told to stop before the last.';
alter table result add constraint result_repetition_check check (octet_length(repetition) = 32);
alter table result add constraint result_conditions_check check (octet_length(conditions) = 32);

create or replace view score as
select r.entry_index as index, r.result, r.model, r.revision, r.precision, r.parameters, r.benchmark,
       r.benchmark_version, r.task, r.metric, r.filter, r.k, r.variant, r.value, r.stderr, r.samples,
       r.protocol, encode(r.settings, 'hex') as settings, r.submitter, r.relation,
       case
         when r.withdrawn_by is not null then 'withdrawn'
         when r.superseded_by is not null then 'superseded'
         when r.relation = 'collected' then 'collected'
         else 'signed'
       end as standing,
       r.suspicion, r.verdict, r.received_at, r.key_doubted, r.dimension, r.superseded_by,
       r.withdrawn_by, r.assessed_by,
       greatest(r.entry_index, r.superseded_by, r.withdrawn_by, r.assessed_by, r.doubted_by) as changed_by,
       r.adapter, r.truncated,
       encode(coalesce(r.repetition, r.conflict_key), 'hex') as repetition,
       encode(coalesce(r.conditions, r.conflict_key), 'hex') as conditions
from result r;

-- Each public filter of /v1/scores and /v1/changes in the order of its list, so that a filter that
-- little or nothing passes costs little.
create index result_submitter_index on result (submitter, entry_index, result);
create index result_relation_index on result (relation, entry_index, result);
create index result_dimension_index on result (dimension, entry_index, result);
create index result_metric_index on result (metric, entry_index, result);
create index result_task_index on result (task, entry_index, result) where task is not null;
create index result_of_benchmark_index on result (benchmark, entry_index, result);
create index result_parameters_index on result (parameters) where parameters is not null;
create index result_standing_index on result (
  (case
     when withdrawn_by is not null then 'withdrawn'
     when superseded_by is not null then 'superseded'
     when relation = 'collected' then 'collected'
     else 'signed'
   end), entry_index, result
);
create index result_model_changed_index on result (
  model, greatest(entry_index, superseded_by, withdrawn_by, assessed_by, doubted_by), entry_index, result
);
create index result_benchmark_changed_index on result (
  benchmark, greatest(entry_index, superseded_by, withdrawn_by, assessed_by, doubted_by), entry_index, result
);
