-- Working state: what stands for people in the log follows from a secret, so that nobody who reads the log can try names.

create table person_secret (
  one    boolean not null default true            -- the only row
, secret bytea   not null                         -- 256 random bits, key of HMAC-SHA-256; the same for all replicas
, constraint person_secret_pk primary key (one)
, constraint person_secret_one_check check (one)
, constraint person_secret_secret_check check (octet_length(secret) = 32)
);
comment on table person_secret is 'Working state that no other place has: a new secret makes everybody somebody else.';

-- Sessions from before stand for nobody any more: people sign in again.
delete from session;
comment on column session.subject_digest is 'stands for the person: HMAC-SHA-256 of issuer and subject under person_secret';
comment on column session.grounds is 'what gives roles: claim, space, value; one a line';
