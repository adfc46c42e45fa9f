-- What consumers read: scores with their standing, models, settings apart from their seed, and what
-- can be searched. Projections; a ledger that has entries already gets them by a rebuild.

alter table result add column doubted_by bigint;      -- the revocation that marked it; null while there is none

create view score as
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
       greatest(r.entry_index, r.superseded_by, r.withdrawn_by, r.assessed_by, r.doubted_by) as changed_by
from result r;
comment on view score is 'Every result as consumers read it; the one place that says what its standing is.';

-- What /v1/changes reads: a result comes again whenever a later entry says something of it.
create index result_changed_index on result (
  greatest(entry_index, superseded_by, withdrawn_by, assessed_by, doubted_by), entry_index, result
);

create table model (
  model               text   not null                 -- namespace/name
, first_entry         bigint not null                 -- the evaluation or model statement that named it first
, statement_entry     bigint                          -- newest statement of its owner; null while there is none
, stated_parameters   bigint                          -- by that statement; null when not known
, stated_base         text                            -- by that statement, the nearest; null for none
, access              text                            -- by that statement
, reported_parameters bigint                          -- by the newest evaluation that knows them
, reported_base       text                            -- by the newest evaluation that names one
, constraint model_pk primary key (model)
, constraint model_first_entry_unique unique (first_entry)
);
comment on table model is 'Projection: every model that somebody spoke about.';

create table unseeded_settings (
  settings bytea not null                             -- SHA-256 of the settings in the facts
, unseeded bytea not null                             -- the same without their seed: equal ones differ in nothing else
, seed     text                                       -- as in the facts, RFC 8785; null when not known
, constraint unseeded_settings_pk primary key (settings)
, constraint unseeded_settings_settings_check check (octet_length(settings) = 32)
, constraint unseeded_settings_unseeded_check check (octet_length(unseeded) = 32)
);
comment on table unseeded_settings is 'Projection: which settings differ in their seed alone.';

create table search_term (
  entry_index bigint not null                         -- the entry that named it first; one entry names one thing
, kind        text   not null                         -- model, benchmark or submitter
, id          text   not null
, words       text   not null                         -- lower case, separated by spaces, from ids alone: no free text
, constraint search_term_pk primary key (kind, id)
, constraint search_term_entry_index_unique unique (entry_index)
, constraint search_term_kind_check check (kind in ('model', 'benchmark', 'submitter'))
);
comment on table search_term is 'Projection: what /v1/search finds.';
create index search_term_words_index on search_term using gin (to_tsvector('simple', words));
