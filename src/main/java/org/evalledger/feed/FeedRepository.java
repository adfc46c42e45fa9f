package org.evalledger.feed;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads table {@code entry}, of which every row is an event. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface FeedRepository extends GenericRepository<FeedEvent, Long> {
  /** How an entry is an event. */
  String EVENT =
      """
      select e.*
      from (
        select i.entry_index as index,
               case
                 when i.verdict in ('flagged', 'inconsistent') then 'flag'
                 when i.type = 'decision' then 'decision'
                 when exists (select 1 from review_event v where v.entry_index = i.entry_index)
                   then 'case'
                 else 'entry'
               end as event,
               encode(i.leaf_hash, 'hex') as leaf_hash, i.type, i.submitter, i.model, i.relation,
               i.suspicion, i.verdict, i.results,
               (select json_agg(json_build_object(
                         'case', v.opening || '-' || v.cause,
                         'change', v.kind,
                         'outcome', v.outcome,
                         'state', v.state,
                         'standing', v.standing)
                       order by v.opening, v.cause)
                from review_event v
                where v.entry_index = i.entry_index) as cases,
               i.received_at
        from entry i
      ) e
      """;

  /** The same; the filters read its columns. */
  String EVENTS =
      EVENT
          + """
          where (cast(:events as text) is null
                 or e.event = any (string_to_array(cast(:events as text), ',')))
          and (cast(:submitter as text) is null or e.submitter = :submitter)
          and (cast(:model as text) is null or e.model = :model)
          """;

  /** Events behind {@code after} and before {@code end}, in the order of the log. */
  @Query(
      EVENTS
          + """
          and e.index > :after
          and e.index < :end
          order by e.index
          limit :limit
          """)
  List<FeedEvent> between(
      long after,
      long end,
      @Nullable String events,
      @Nullable String submitter,
      @Nullable String model,
      int limit);

  /** What no entry says of cases, behind notice {@code after}. */
  @Query(
      """
      select n.notice, n.opening || '-' || n.cause as id, n.change, n.assignee, n.after_index,
             n.noted_at
      from case_notice n
      where n.notice > :after
      order by n.notice
      limit :limit
      """)
  List<CaseNotice> notices(long after, int limit);

  /** Events that somebody asks for by mail, behind {@code after} and before {@code end}. */
  @Query(
      EVENT
          + """
          where e.index > :after
          and e.index < :end
          and (
            (e.event = 'flag'
             and case cast(:scope as text)
                   when 'submitter' then e.submitter
                   when 'namespace' then split_part(e.model, '/', 1)
                 end = cast(:name as text))
            or exists (
              select 1
              from review_event v
              where v.entry_index = e.index
              and (cast(:scope as text) = 'cases'
                   or exists (
                     select 1
                     from review_case_result r
                     join entry s on s.entry_index = r.entry_index
                     where r.opening = v.opening
                     and r.cause = v.cause
                     and case cast(:scope as text)
                           when 'submitter' then s.submitter
                           else split_part(s.model, '/', 1)
                         end = cast(:name as text)))))
          order by e.index
          limit :limit
          """)
  List<FeedEvent> concerning(long after, long end, String scope, String name, int limit);

  /** Notices that somebody asks for by mail, behind notice {@code after}. */
  @Query(
      """
      select n.notice, n.opening || '-' || n.cause as id, n.change, n.assignee, n.after_index,
             n.noted_at
      from case_notice n
      where n.notice > :after
      and n.change in ('expired', 'reminded-reviewer', 'reminded-lab')
      and (cast(:scope as text) = 'cases'
           or (n.change = 'reminded-lab'
               and exists (
                 select 1
                 from review_case_result r
                 join entry s on s.entry_index = r.entry_index
                 where r.opening = n.opening
                 and r.cause = n.cause
                 and case cast(:scope as text)
                       when 'submitter' then s.submitter
                       else split_part(s.model, '/', 1)
                     end = cast(:name as text))))
      order by n.notice
      limit :limit
      """)
  List<CaseNotice> noticesConcerning(long after, String scope, String name, int limit);

  /** Whether any entry is by that submitter. */
  @Query("select exists (select 1 from entry where submitter = :name)")
  boolean hasSubmitter(String name);

  /** Whether there is any model of that namespace. */
  @Query("select exists (select 1 from model where starts_with(model, :name || '/'))")
  boolean hasNamespace(String name);

  /** The newest notices, the newest first. */
  @Query(
      """
      select n.notice, n.opening || '-' || n.cause as id, n.change, n.assignee, n.after_index,
             n.noted_at
      from case_notice n
      order by n.notice desc
      limit :limit
      """)
  List<CaseNotice> newestNotices(int limit);

  /** The newest notice of before entry {@code index} was the newest; 0 for none. */
  @Query("select coalesce(max(notice), 0) from case_notice where after_index < :index")
  long noticeBefore(long index);

  /** The newest events, the newest first. */
  @Query(EVENTS + "order by e.index desc limit :limit")
  List<FeedEvent> newest(
      @Nullable String events, @Nullable String submitter, @Nullable String model, int limit);
}
