-- Working state: who is told of what by mail.

create table mail_subscription (
  id              text        not null            -- 32 hexadecimal digits, not to be guessed: who knows it may end it
, address         text        not null            -- in no log, feed or answer
, scope           text        not null
, name            text        not null            -- submitter or namespace; empty for cases
, digest          text        not null
, token_digest    bytea                           -- SHA-256 of what the newest mail asks to be sent back; null once it was
, expires_at      timestamptz                     -- of a wish that nobody confirmed; null once it is
, next_index      bigint      not null default 0  -- entries before it were told, given up, or not wanted
, next_notice     bigint      not null default 0  -- the same for notices behind it
, attempts        int         not null default 0  -- refused ones for the mail that is next
, next_attempt_at timestamptz not null            -- in the future while somebody delivers, too
, stopped         boolean     not null default false -- too much was given up; nothing is sent any more
, last_success_at timestamptz
, last_error      text                            -- of the last attempt; null when it succeeded
, created_at      timestamptz not null
, constraint mail_subscription_pk primary key (id)
, constraint mail_subscription_id_check check (id ~ '^[0-9a-f]{32}$')
, constraint mail_subscription_address_check check (length(address) between 3 and 254)
, constraint mail_subscription_scope_check check (scope in ('submitter', 'namespace', 'cases'))
, constraint mail_subscription_name_check check ((scope = 'cases') = (name = ''))
, constraint mail_subscription_digest_check check (digest in ('at-once', 'daily'))
, constraint mail_subscription_token_check check (octet_length(token_digest) = 32)
);
comment on table mail_subscription is 'Working state: mailboxes that are told of flags and cases.';
create unique index mail_subscription_once_index on mail_subscription (lower(address), scope, name)
  where expires_at is null;
create index mail_subscription_token_index on mail_subscription (token_digest);
create index mail_subscription_next_attempt_at_index on mail_subscription (next_attempt_at) where not stopped;
create index mail_subscription_expires_at_index on mail_subscription (expires_at);

create table mail_given_up (
  subscription text        not null
, first_index  bigint      not null               -- entries from it on
, end_index    bigint      not null               -- and before it were not told
, attempts     int         not null
, error        text        not null               -- of the last attempt
, given_up_at  timestamptz not null
, constraint mail_given_up_pk primary key (subscription, first_index, given_up_at)
, constraint mail_given_up_subscription_fk
    foreign key (subscription) references mail_subscription on delete cascade
);
comment on table mail_given_up is 'Working state: mails that were given up after the last attempt.';

create table mail_wish (
  client   text        not null
, mailbox  bytea       not null                   -- SHA-256 of the mailbox
, asked_at timestamptz not null
);
comment on table mail_wish is 'Working state: a day of wishes to be told by mail, for the limits on them.';
create index mail_wish_asked_at_index on mail_wish (asked_at);
create index mail_wish_client_index on mail_wish (client, asked_at);
create index mail_wish_mailbox_index on mail_wish (mailbox, asked_at);
