-- Keys under attack: what a compromised key signed is marked, an envelope is erased for nothing but
-- a takedown that the log holds, and nobody fills the queue of registrations under one name.

alter table entry add column key_doubted boolean not null default false;
comment on column entry.key_doubted is 'Received after one of its keys was compromised.';
alter table result add column key_doubted boolean not null default false;
comment on column result.key_doubted is 'As of its entry.';

create index key_request_submitter_index on key_request (submitter);

-- The narrow path of takedowns: log_takedown opens the one row of log_envelope that may be deleted,
-- so a row enters it only where the log itself holds a takedown of that very entry.
create function log_check_takedown() returns trigger
language plpgsql as $$
declare
  stated jsonb;
begin
  select convert_from(f.facts, 'UTF8')::jsonb
  into stated
  from log_facts f
  join log_entry e on e.entry_index = f.entry_index
  where f.entry_index = new.takedown_index
  and convert_from(e.record, 'UTF8')::jsonb ->> 'type' = 'takedown'
  and convert_from(e.record, 'UTF8')::jsonb ->> 'facts' = 'sha256:' || encode(sha256(f.facts), 'hex');
  if stated is null
    or stated -> 'entry' ->> 'index' is distinct from new.target_index::text
    or stated -> 'entry' ->> 'leafHash' is distinct from (
      select encode(t.leaf_hash, 'hex') from log_entry t where t.entry_index = new.target_index
    )
  then
    raise exception 'Entry % is no takedown of entry %.', new.takedown_index, new.target_index
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$$;

create trigger log_check_takedown before insert on log_takedown
for each row execute function log_check_takedown();
alter table log_takedown enable always trigger log_check_takedown;
