-- Working state: who is told of new entries, and what could not be delivered.

create table webhook (
  id              text        not null            -- 32 hexadecimal digits, not to be guessed: who knows it may read and end it
, request         bytea       not null            -- SHA-256 of the signed request it came from
, submitter       text        not null            -- who asked for it
, url             text        not null
, events          text        not null            -- some of entry, flag, decision, joined by commas; empty for all
, model           text                            -- only entries about it; null for all
, next_index      bigint      not null            -- entries before it were delivered, put aside, or not wanted
, attempts        int         not null default 0  -- failed ones for the event that is next
, next_attempt_at timestamptz not null            -- in the future while somebody delivers, too
, stopped         boolean     not null default false -- too much was put aside; nothing is delivered until a retry
, last_success_at timestamptz
, last_error      text                            -- of the last attempt; null when it succeeded
, created_at      timestamptz not null
, constraint webhook_pk primary key (id)
, constraint webhook_request_unique unique (request)
, constraint webhook_id_check check (id ~ '^[0-9a-f]{32}$')
, constraint webhook_request_check check (octet_length(request) = 32)
, constraint webhook_url_check check (length(url) between 1 and 2048)
, constraint webhook_next_index_check check (next_index >= 0)
, constraint webhook_attempts_check check (attempts >= 0)
);
comment on table webhook is 'Working state: addresses that are told of new entries.';
create index webhook_submitter_index on webhook (submitter);
create index webhook_next_attempt_at_index on webhook (next_attempt_at) where not stopped;

create table webhook_dead_letter (
  webhook     text        not null
, entry_index bigint      not null                -- the event that could not be delivered
, attempts    int         not null
, error       text        not null                -- of the last attempt
, put_aside_at timestamptz not null
, constraint webhook_dead_letter_pk primary key (webhook, entry_index)
, constraint webhook_dead_letter_webhook_fk foreign key (webhook) references webhook on delete cascade
);
comment on table webhook_dead_letter is 'Working state: events that were put aside after the last attempt.';
