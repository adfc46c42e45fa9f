package org.evalledger.review;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** Tables {@code case_assignment} and {@code case_notice}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AssignmentRepository extends GenericRepository<CaseAssignment, String> {
  /** Who works on a case. */
  @Query(
      """
      select g.opening || '-' || g.cause as id, g.assignee, g.assigned_at, g.until
      from case_assignment g
      where g.opening = :opening
      and g.cause = :cause
      and g.until > :now
      """)
  List<CaseAssignment> find(long opening, String cause, Instant now);

  /** Assigns a case that nobody else works on; 0 where somebody does. */
  @Query(
      """
      insert into case_assignment (opening, cause, assignee, assigned_at, until)
      values (:opening, :cause, :assignee, :now, :until)
      on conflict (opening, cause) do update
      set assignee = excluded.assignee, until = excluded.until,
          assigned_at = case when case_assignment.assignee = excluded.assignee
                              and case_assignment.until > :now
                          then case_assignment.assigned_at else excluded.assigned_at end
      where case_assignment.assignee = excluded.assignee
      or case_assignment.until <= :now
      """)
  long assign(long opening, String cause, String assignee, Instant now, Instant until);

  @Query(
      """
      delete from case_assignment
      where opening = :opening
      and cause = :cause
      and assignee = :assignee
      """)
  long release(long opening, String cause, String assignee);

  /** One writer of notices at a time: their numbers come in the order of their commits. */
  @Query("select count(pg_advisory_xact_lock(7331440022))")
  long lockNotices();

  /** Notes something that no entry of the log says; once for each {@code since}. */
  @Query(
      """
      insert into case_notice (opening, cause, change, assignee, since, noted_at, after_index)
      values (:opening, :cause, :change, :assignee, :since, :now,
              coalesce((select max(entry_index) from entry), -1))
      on conflict (opening, cause, change, since) do nothing
      """)
  void note(long opening, String cause, String change, String assignee, Instant since, Instant now);

  /**
   * Reminds of cases that nobody moved since {@code before}, though somebody works on them. What
   * others report or what joins meanwhile is no answer of theirs.
   */
  @Query(
      """
      insert into case_notice (opening, cause, change, assignee, since, noted_at, after_index)
      select c.opening, c.cause, 'reminded-reviewer', g.assignee,
             m.moved_at, :now, coalesce((select max(entry_index) from entry), -1)
      from case_assignment g
      join review_case c on c.opening = g.opening and c.cause = g.cause
      cross join lateral (
        select greatest(g.assigned_at, max(v.received_at)) as moved_at
        from review_event v
        where v.opening = c.opening
        and v.cause = c.cause
        and v.kind in ('decision', 'answer', 'appeal')
      ) m
      where c.state = 'open'
      and g.until > :now
      and m.moved_at <= :before
      order by c.opening, c.cause
      on conflict (opening, cause, change, since) do nothing
      """)
  long remindReviewers(Instant now, Instant before);

  /** Reminds of what reviewers asked, last before {@code before}, and the lab has not answered. */
  @Query(
      """
      insert into case_notice (opening, cause, change, assignee, since, noted_at, after_index)
      select c.opening, c.cause, 'reminded-lab',
             coalesce((select e.submitter
                       from review_case_result r
                       join entry e on e.entry_index = r.entry_index
                       where r.opening = c.opening and r.cause = c.cause
                       order by r.entry_index
                       limit 1), ''),
             a.asked_at, :now, coalesce((select max(entry_index) from entry), -1)
      from review_case c
      cross join lateral (
        select max(v.received_at) as asked_at
        from review_event v
        where v.opening = c.opening
        and v.cause = c.cause
        and v.kind = 'decision'
      ) a
      where c.state = 'waiting-for-lab'
      and a.asked_at <= :before
      order by c.opening, c.cause
      on conflict (opening, cause, change, since) do nothing
      """)
  long remindLabs(Instant now, Instant before);

  /** Notes which cases are about to be free again. */
  @Query(
      """
      insert into case_notice (opening, cause, change, assignee, since, noted_at, after_index)
      select o.opening, o.cause, 'expired', o.assignee, o.until, :now,
             coalesce((select max(entry_index) from entry), -1)
      from case_assignment o
      join review_case c on c.opening = o.opening and c.cause = o.cause and c.state <> 'decided'
      where o.until <= :now
      order by o.opening, o.cause
      on conflict (opening, cause, change, since) do nothing
      """)
  long noteExpired(Instant now);

  /** Frees cases whose assignment ran out. */
  @Query("delete from case_assignment where until <= :now")
  long expire(Instant now);
}
