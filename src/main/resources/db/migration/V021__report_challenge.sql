-- Working state: losing it loses no fact, and a rebuild leaves it alone.

create table report_challenge (
  challenge  text        not null                     -- 22 characters of base64url, random
, client     text        not null                     -- network address of who asked; forgotten with it
, place      int         not null                     -- of those that one client has
, used       boolean     not null default false
, expires_at timestamptz not null
, constraint report_challenge_pk primary key (challenge)
, constraint report_challenge_place_unique unique (client, place)
);
comment on table report_challenge is 'Working state: puzzles for reports that nobody signs.';
create index report_challenge_expires_at_index on report_challenge (expires_at);
