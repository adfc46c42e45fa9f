-- Webhooks hear of assignments and reminders too, which no entry says.

alter table webhook add column next_notice bigint not null default 0; -- notices up to it were delivered, passed over, or are not wanted
comment on column webhook.next_notice is 'Notices of cases up to it were delivered, passed over, or are not wanted.';
update webhook set next_notice = coalesce((select max(notice) from case_notice), 0);
