-- Working state: losing it loses no fact, and a rebuild leaves it alone.

create table key_request (
  id          bigint      generated always as identity
, kid         text        not null                  -- RFC 7638 thumbprint of the key to be registered
, submitter   text        not null                  -- for whom it is to speak
, organisation text       not null
, envelope    bytea       not null                  -- JWS JSON, signed by the key itself alone
, received_at timestamptz not null
, expires_at  timestamptz not null
, constraint key_request_pk primary key (id)
, constraint key_request_kid_unique unique (kid)
, constraint key_request_envelope_check check (octet_length(envelope) between 1 and 65536)
);
comment on table key_request is 'Working state: registrations that wait for the operator''s signature.';
create index key_request_expires_at_index on key_request (expires_at);
