-- What witnesses said of checkpoints: beside the log, and append-only as it is.

create table log_cosignature (
  tree_size    bigint      not null                     -- of the checkpoint that was cosigned
, witness      text        not null                     -- name of the witness's key
, key_id       text        not null                     -- id of that key, 8 hex digits
, cosigned_at  timestamptz not null                     -- as the witness says, to the second
, line         text        not null                     -- the signature line of the note, without line feed
, constraint log_cosignature_pk primary key (tree_size, witness, key_id)
, constraint log_cosignature_tree_size_fk foreign key (tree_size) references log_checkpoint
, constraint log_cosignature_witness_check check (witness <> '')
, constraint log_cosignature_key_id_check check (key_id ~ '^[0-9a-f]{8}$')
, constraint log_cosignature_cosigned_at_check check (cosigned_at > timestamptz '1970-01-01 00:00:00Z')
, constraint log_cosignature_line_check check (octet_length(line) between 1 and 8192)
);
comment on table log_cosignature is 'Cosignatures of checkpoints by witnesses, each verified before it was written. Append-only.';

create index log_cosignature_witness_ix on log_cosignature (witness, key_id, tree_size desc);

do $$ begin perform log_protect('log_cosignature', 'update or delete'); end $$;
