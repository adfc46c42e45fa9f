-- Working state: losing it loses no fact, and a rebuild leaves it alone.

create table report_count (
  person  bytea not null                            -- SHA-256 that stands for somebody who signed in
, day     date  not null                            -- UTC
, reports int   not null
, constraint report_count_pk primary key (person, day)
, constraint report_count_person_check check (octet_length(person) = 32)
, constraint report_count_reports_check check (reports > 0)
);
comment on table report_count is 'Working state: how many reports each person made on a day.';
create index report_count_day_index on report_count (day);
