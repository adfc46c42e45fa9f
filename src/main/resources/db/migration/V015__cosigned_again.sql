-- A witness may cosign the same checkpoint again, later: a log at rest is still seen by somebody. Nothing
-- that was kept changes; the newest line of each key is shown.

alter table log_cosignature drop constraint log_cosignature_pk;
alter table log_cosignature
  add constraint log_cosignature_pk primary key (tree_size, witness, key_id, cosigned_at);
