-- What the entries of a prefix add up to, so that a start need not fold the log from its first
-- entry. A projection: written beside the log and not with it, dropped and made again by a rebuild.

create table snapshot (
  tree_size   bigint  not null                          -- the prefix: where a batch begins
, format      integer not null                          -- of the bytes; raised when these come to stand otherwise
, algorithm   text    not null                          -- by which the prefix was assessed
, root_hash   bytea   not null                          -- of the tree of that size, RFC 6962 §2.1
, sha256      bytea   not null                          -- of the bytes before they were compressed
, byte_length bigint  not null                          -- how many these are
, constraint snapshot_pk primary key (tree_size, format, algorithm)
, constraint snapshot_tree_size_check check (tree_size > 0)
, constraint snapshot_algorithm_check check (algorithm <> '')
, constraint snapshot_root_hash_check check (octet_length(root_hash) = 32)
, constraint snapshot_sha256_check check (octet_length(sha256) = 32)
, constraint snapshot_byte_length_check check (byte_length > 0)
);
comment on table snapshot is 'Projection: the state behind a prefix, the last two of them. Read at start where format, algorithm, digest and root hold.';

create table snapshot_part (
  tree_size bigint  not null
, format    integer not null
, algorithm text    not null
, part      integer not null                            -- zero-based, dense
, bytes     bytea   not null                            -- the next of the compressed bytes (RFC 1950)
, constraint snapshot_part_pk primary key (tree_size, format, algorithm, part)
, constraint snapshot_part_snapshot_fk foreign key (tree_size, format, algorithm) references snapshot
    on delete cascade deferrable initially deferred
, constraint snapshot_part_part_check check (part >= 0)
, constraint snapshot_part_bytes_check check (octet_length(bytes) between 1 and 1048576)
);
comment on table snapshot_part is 'Projection: the bytes of snapshots, a megabyte a row at most.';
alter table snapshot_part alter column bytes set storage external;
