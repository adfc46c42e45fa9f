-- Working state of the collector: what it saw of each source. Losing it costs another look at
-- everything; what the ledger has is known there and not entered twice.
create table collector_source (
  id          text        not null
, next_at     timestamptz not null                  -- when it is looked at again, or the look begun then is taken for dead
, failures    int         not null default 0        -- looks that failed, one after the other
, error       text                                  -- of the last look; null when it was good
, looked_at   timestamptz                           -- end of the last good look
, constraint collector_source_pk primary key (id)
, constraint collector_source_failures_check check (failures >= 0)
);
comment on table collector_source is 'Working state: when each source of the collector is looked at.';

create table collector_file (
  id          bigint      generated always as identity
, source      text        not null
, path        text        not null
, mark        text        not null                  -- changes with the content
, state       text        not null
, results     int         not null default 0        -- in the ledger because of it
, left_out    int         not null default 0        -- numbers that no result was made of
, attempts    int         not null default 0        -- that failed, with this content
, next_at     timestamptz                           -- when it is tried again; null when it is not
, error       text
, seen_at     timestamptz not null
, constraint collector_file_pk primary key (source, path)
, constraint collector_file_id_unique unique (id)
, constraint collector_file_state_check check (state in ('collected', 'nothing', 'failed'))
, constraint collector_file_error_check check ((state = 'failed' or left_out > 0) = (error is not null))
);
comment on table collector_file is 'Working state: what became of each file of a source.';
create index collector_file_lacking_index on collector_file (id) where error is not null;
