-- What failed of a notice is not counted against the event that comes after it.

alter table webhook add column notice_attempts int not null default 0; -- failed ones for the notice that is next
alter table webhook add constraint webhook_notice_attempts_check check (notice_attempts >= 0);
comment on column webhook.notice_attempts is 'Failed attempts for the notice that is next; those of events are in attempts.';
