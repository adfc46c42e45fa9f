-- Working state: who is signed in.

create table session (
  id_digest      bytea       not null             -- SHA-256 of the id, which only the browser has
, issuer         text        not null             -- of the identity
, subject_digest bytea       not null             -- stands for the person: SHA-256 of issuer and subject
, name           text                             -- to greet the person with; null when not told
, organisation   text                             -- of the person; null when not told
, grounds        text        not null             -- claims that give roles as claim=value, one a line
, expires_at     timestamptz not null
, constraint session_pk primary key (id_digest)
, constraint session_id_digest_check check (octet_length(id_digest) = 32)
, constraint session_subject_digest_check check (octet_length(subject_digest) = 32)
, constraint session_name_check check (length(name) between 1 and 100)
);
comment on table session is 'Working state: browsers that are signed in.';
create index session_subject_digest_index on session (subject_digest, expires_at);
create index session_expires_at_index on session (expires_at);
