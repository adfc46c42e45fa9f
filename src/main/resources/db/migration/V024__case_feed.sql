-- What each word on a case made of it, for those who follow.

alter table review_event add column state    text;          -- of the case behind it: open, waiting-for-lab, decided
alter table review_event add column standing text;          -- what the case made of its results from then on; null for nothing
comment on column review_event.standing is 'What the case made of its results from then on; null for nothing.';
create index review_event_entry_index on review_event (entry_index);
