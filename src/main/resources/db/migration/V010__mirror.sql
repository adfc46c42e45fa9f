-- Working state of a mirror: what it verified on the way to its ledger's next checkpoint. Readers see
-- none of it before the log takes all of it in, under that checkpoint; a loss is fetched again.

create table mirror_entry (
  entry_index bigint not null                           -- behind those of the log, dense
, leaf_hash   bytea  not null                           -- as it was proven to be in the ledger's tree
, record      bytea  not null
, facts       bytea  not null
, assessment  bytea                                     -- null for types without
, media_type  text                                      -- null with the envelope
, envelope    bytea                                     -- null where it was erased before it came here
, constraint mirror_entry_pk primary key (entry_index)
, constraint mirror_entry_leaf_hash_check check (octet_length(leaf_hash) = 32)
, constraint mirror_entry_record_check check (octet_length(record) between 1 and 65535)
, constraint mirror_entry_envelope_check check ((media_type is null) = (envelope is null))
);
comment on table mirror_entry is 'Working state: verified entries that wait for the checkpoint that covers them.';
