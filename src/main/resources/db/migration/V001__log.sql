-- The log: the source of truth. Its tables are append-only, and the database itself refuses
-- everything else; the head alone moves, forward. Everything here survives a rebuild but the
-- projection known_envelope, which is made from the records.
--
-- The entries' side tables have no foreign key to log_entry: they are written in its transaction,
-- and the check would lock, and so write, each new row a second time.

-- Large values (rows above 2 KB) are compressed: on 4 KB pieces of real statements, base64 or not,
-- pglz stored 2.3 to 3.1 times less, in tables and in what is written ahead, for 20 to 50 µs a row.
-- Where the server was built with lz4, that is cheaper still.
create function log_compress(table_name text, column_name text) returns void
language plpgsql as $$
begin
  if exists (
    select from pg_settings
    where name = 'default_toast_compression'
      and 'lz4' = any (enumvals)
  ) then
    execute format('alter table %I alter column %I set compression lz4', table_name, column_name);
  end if;
end
$$;

create table log_head (
  only_row         boolean     not null default true -- makes a second row impossible
, origin           text        not null              -- the log's name: first line of its checkpoints
, log_key_ids      text[]      not null              -- key ids of the log's keys, 8 hex digits each
, tree_size        bigint      not null              -- number of entries; the next entry's index
, root_hash        bytea       not null              -- of the tree of that size, RFC 6962 §2.1
, checkpoint       text        not null              -- the signed note, exactly as published
, last_received_at timestamptz                       -- of the newest entry; null while there is none
, last_prefix      bigint      not null              -- of the newest entry's record; 0 while there is none
, constraint log_head_pk primary key (only_row)
, constraint log_head_only_row_check check (only_row)
, constraint log_head_origin_check check (origin <> '')
, constraint log_head_log_key_ids_check check (cardinality(log_key_ids) > 0 and array_to_string(log_key_ids, ',', '') ~ '^[0-9a-f]{8}(,[0-9a-f]{8})*$')
, constraint log_head_tree_size_check check (tree_size >= 0)
, constraint log_head_root_hash_check check (octet_length(root_hash) = 32)
, constraint log_head_last_received_at_check check ((last_received_at is null) = (tree_size = 0))
, constraint log_head_last_prefix_check check (last_prefix between 0 and greatest(tree_size - 1, 0))
);
comment on table log_head is 'The newest state of the log. One row, whose lock orders the appends of all replicas.';

create table log_checkpoint (
  tree_size  bigint      not null                       -- number of entries it covers
, root_hash  bytea       not null                       -- RFC 6962 §2.1
, checkpoint text        not null                       -- the signed note, exactly as published
, created_at timestamptz not null default now()
, constraint log_checkpoint_pk primary key (tree_size)
, constraint log_checkpoint_tree_size_check check (tree_size >= 0)
, constraint log_checkpoint_root_hash_check check (octet_length(root_hash) = 32)
);
comment on table log_checkpoint is 'Every head that was ever signed. Append-only.';

create table log_entry (
  entry_index bigint not null                           -- zero-based, dense
, leaf_hash   bytea  not null                           -- SHA-256(0x00 || record), RFC 6962 §2.1
, record      bytea  not null                           -- the exact bytes that are hashed, RFC 8785 JSON
, constraint log_entry_pk primary key (entry_index)
, constraint log_entry_entry_index_check check (entry_index >= 0)
, constraint log_entry_leaf_hash_check check (octet_length(leaf_hash) = 32)
, constraint log_entry_record_check check (octet_length(record) between 1 and 65535)
) partition by range (entry_index);
comment on table log_entry is 'The leaves. Append-only.';
do $$ begin perform log_compress('log_entry', 'record'); end $$;

create table log_facts (
  entry_index bigint not null
, facts       bytea  not null                           -- RFC 8785 JSON; the record names its SHA-256
, constraint log_facts_pk primary key (entry_index)
) partition by range (entry_index);
comment on table log_facts is 'What later rules read from each statement. Append-only, never erased.';
do $$ begin perform log_compress('log_facts', 'facts'); end $$;

create table log_envelope (
  entry_index bigint not null
, media_type  text   not null                           -- as the record names it
, envelope    bytea  not null                           -- the exact bytes received; the record names their SHA-256
, constraint log_envelope_pk primary key (entry_index)
, constraint log_envelope_media_type_check check (media_type <> '')
, constraint log_envelope_envelope_check check (octet_length(envelope) between 1 and 8388608)
) partition by range (entry_index);
comment on table log_envelope is 'What was received. Append-only, but for the envelopes that log_takedown names.';
do $$ begin perform log_compress('log_envelope', 'envelope'); end $$;

create table log_assessment (
  entry_index bigint not null
, assessment  bytea  not null                           -- RFC 8785 JSON; the record names its SHA-256
, constraint log_assessment_pk primary key (entry_index)
) partition by range (entry_index);
comment on table log_assessment is 'The full assessment of each entry that has one. Append-only.';
do $$ begin perform log_compress('log_assessment', 'assessment'); end $$;

create table log_node (
  tile_level smallint not null                          -- 1 and up: the node covers 256^tile_level leaves
, node_index bigint   not null                          -- its leaves start at node_index * 256^tile_level
, hash       bytea    not null                          -- root of that complete subtree, RFC 6962 §2.1
, constraint log_node_pk primary key (tile_level, node_index)
, constraint log_node_tile_level_check check (tile_level between 1 and 7)
, constraint log_node_node_index_check check (node_index >= 0)
, constraint log_node_hash_check check (octet_length(hash) = 32)
);
comment on table log_node is 'Hashes of complete subtrees, as C2SP tlog-tiles cuts them; level 0 is log_entry.leaf_hash. Append-only.';

create table log_takedown (
  target_index   bigint not null                        -- the entry whose envelope is to be erased
, takedown_index bigint not null                        -- the takedown statement's entry
, constraint log_takedown_pk primary key (target_index)
, constraint log_takedown_target_index_fk foreign key (target_index) references log_entry
, constraint log_takedown_takedown_index_fk foreign key (takedown_index) references log_entry
, constraint log_takedown_order_check check (target_index < takedown_index)
);
comment on table log_takedown is 'Which envelopes may be erased, and by which entry. Append-only.';

-- A projection, not part of the log: rebuilt from the digests that the records carry.
create table known_envelope (
  sha256      bytea  not null                           -- of the envelope's exact bytes, erased or not
, entry_index bigint not null                           -- the entry that it became
, constraint known_envelope_pk primary key (sha256)
, constraint known_envelope_sha256_check check (octet_length(sha256) = 32)
) partition by hash (sha256);
comment on table known_envelope is 'Projection: which envelopes are in the log already. Rebuilt from records.';

do $$
begin
  for remainder in 0..15 loop
    execute format(
      'create table %I partition of known_envelope for values with (modulus 16, remainder %s)'
    , 'known_envelope_' || remainder, remainder
    );
  end loop;
end
$$;

-- Refusals. "enable always" keeps them on for replication roles too, which skip other triggers.

create function log_refuse_change() returns trigger
language plpgsql as $$
begin
  raise exception 'The log is append-only: % on % is refused.', tg_op, tg_table_name
    using errcode = 'integrity_constraint_violation';
end
$$;

create function log_refuse_erasure() returns trigger
language plpgsql as $$
begin
  if exists (select from log_takedown where target_index = old.entry_index) then
    return old;
  end if;
  raise exception 'The log is append-only: no takedown names entry %, so its envelope stays.', old.entry_index
    using errcode = 'integrity_constraint_violation';
end
$$;

create function log_head_refuse_retreat() returns trigger
language plpgsql as $$
begin
  if new.origin <> old.origin
    or new.tree_size < old.tree_size
    or new.last_prefix < old.last_prefix
    or new.last_received_at < old.last_received_at
    or new.last_received_at is null and old.last_received_at is not null
    or new.tree_size = old.tree_size and new.root_hash <> old.root_hash
  then
    raise exception 'The head of the log only moves forward: from size % at % to size % at % is refused.',
      old.tree_size, old.last_received_at, new.tree_size, new.last_received_at
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$$;

-- TRUNCATE fires for whole statements only, and such triggers are not handed on to partitions.
create function log_refuse_truncate_of(table_name text) returns void
language plpgsql as $$
begin
  execute format(
    'create trigger log_refuse_truncate before truncate on %I for each statement execute function log_refuse_change()'
  , table_name
  );
  execute format('alter table %I enable always trigger log_refuse_truncate', table_name);
end
$$;

-- Row triggers are handed on to each partition, those made later included.
create function log_protect(table_name text, refused text) returns void
language plpgsql as $$
begin
  execute format(
    'create trigger log_refuse_change before %s on %I for each row execute function log_refuse_change()'
  , refused, table_name
  );
  execute format('alter table %I enable always trigger log_refuse_change', table_name);
  perform log_refuse_truncate_of(table_name);
end
$$;

do $$
begin
  perform log_protect('log_head', 'delete');
  perform log_protect('log_checkpoint', 'update or delete');
  perform log_protect('log_entry', 'update or delete');
  perform log_protect('log_facts', 'update or delete');
  perform log_protect('log_envelope', 'update');
  perform log_protect('log_assessment', 'update or delete');
  perform log_protect('log_node', 'update or delete');
  perform log_protect('log_takedown', 'update or delete');
end
$$;

create trigger log_refuse_erasure before delete on log_envelope
for each row execute function log_refuse_erasure();
alter table log_envelope enable always trigger log_refuse_erasure;

create trigger log_head_refuse_retreat before update on log_head
for each row execute function log_head_refuse_retreat();
alter table log_head enable always trigger log_head_refuse_retreat;

-- Partitions of 2^24 entries: 60 of them hold 10^9, and each stays small enough to be vacuumed,
-- backed up and read as one.

create function log_make_partition(table_name text, number bigint) returns void
language plpgsql as $$
declare
  entries   constant bigint := 16777216;
  partition constant text   := table_name || '_' || number;
begin
  if to_regclass(partition) is not null then
    return;
  end if;
  -- Made apart and then attached: "create … partition of" would lock readers out of the whole table.
  execute format('create table %I (like %I including all)', partition, table_name);
  execute format(
    'alter table %I attach partition %I for values from (%s) to (%s)'
  , table_name, partition, number * entries, (number + 1) * entries
  );
  perform log_refuse_truncate_of(partition);
end
$$;

create function log_ensure_partition(entry_index bigint) returns void
language plpgsql as $$
declare
  number     constant bigint := entry_index / 16777216;
  table_name text;
begin
  -- The next one too, so that no append ever finds none. Both there is the usual case, and cheap.
  if to_regclass('log_assessment_' || number + 1) is not null then
    return;
  end if;
  foreach table_name in array array['log_entry', 'log_facts', 'log_envelope', 'log_assessment'] loop
    perform log_make_partition(table_name, number);
    perform log_make_partition(table_name, number + 1);
  end loop;
end
$$;
comment on function log_ensure_partition is 'To be called by each append, under the lock of log_head, with the index of its last entry.';

do $$ begin perform log_ensure_partition(0); end $$;
