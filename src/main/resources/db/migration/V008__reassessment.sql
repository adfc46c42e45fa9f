-- Re-assessments: table result shows what the newest assessment of each result came to; the first
-- one stays in its entry.

alter table result add column assessed_by bigint;     -- the entry of its newest re-assessment; null while the first one holds

create table reassessment (
  entry_index  bigint  not null
, target_index bigint  not null                       -- the evaluation that it assesses again
, constraint reassessment_pk primary key (entry_index)
);
comment on table reassessment is 'Projection: which entry was assessed again, by which.';
create index reassessment_target_index on reassessment (target_index, entry_index);
