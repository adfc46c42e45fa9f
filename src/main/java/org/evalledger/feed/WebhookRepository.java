package org.evalledger.feed;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables {@code webhook} and {@code webhook_dead_letter}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface WebhookRepository extends GenericRepository<Webhook, String> {
  /** A webhook as a row. */
  String WEBHOOK =
      """
      select id, submitter, url, events, model, next_index, attempts, next_attempt_at, stopped,
             last_success_at, last_error, created_at,
             (select count(*) from webhook_dead_letter d where d.webhook = w.id) as dead_letters
      from webhook w
      """;

  @Query(WEBHOOK + "where id = :id")
  List<Webhook> find(String id);

  @Query(WEBHOOK + "where request = decode(:request, 'hex')")
  List<Webhook> findByRequest(String request);

  @Query("select count(*) from webhook where submitter = :submitter")
  long count(String submitter);

  @Query(
      """
      insert into webhook (id, request, submitter, url, events, model, next_index, next_notice,
                           next_attempt_at, created_at)
      values (:id, decode(:request, 'hex'), :submitter, :url, :events, :model, :nextIndex,
              coalesce((select max(notice) from case_notice), 0), :now, :now)
      on conflict (request) do nothing
      """)
  void insert(
      String id,
      String request,
      String submitter,
      String url,
      String events,
      @Nullable String model,
      long nextIndex,
      Instant now);

  @Query("delete from webhook where id = :id")
  void delete(String id);

  @Query(
      WEBHOOK
          + """
          where not stopped
          and next_attempt_at <= :now
          and (next_index < :size
               or (model is null
                   and (events = '' or 'case' = any (string_to_array(events, ',')))
                   and next_notice < (select max(notice) from case_notice)))
          order by next_attempt_at
          limit :limit
          """)
  List<Webhook> due(Instant now, long size, int limit);

  /** Takes a due webhook for one replica: it is not due again before {@code until}. */
  @Query(
      """
      update webhook
      set next_attempt_at = :until
      where id = :id
      and next_attempt_at = :seen
      and not stopped
      """)
  long claim(String id, Instant seen, Instant until);

  /** Notes a delivery; 0 where the claim no longer holds. */
  @Query(
      """
      update webhook
      set next_index = :nextIndex, attempts = 0, last_error = null, last_success_at = :now
      where id = :id
      and next_attempt_at = :claim
      """)
  long delivered(String id, Instant claim, long nextIndex, Instant now);

  /** Up to which notice it was told; none where it is gone. */
  @Query("select next_notice, notice_attempts from webhook where id = :id")
  List<WebhookNotices> toldUpTo(String id);

  /** Notes the delivery of a notice; 0 where the claim no longer holds. */
  @Query(
      """
      update webhook
      set next_notice = :notice, notice_attempts = 0, last_error = null, last_success_at = :now
      where id = :id
      and next_attempt_at = :claim
      """)
  long told(String id, Instant claim, long notice, Instant now);

  /** Notes that the notice that is next was not taken, and ends a claim that holds. */
  @Query(
      """
      update webhook
      set next_index = :nextIndex, notice_attempts = :attempts, next_attempt_at = :at,
          last_error = :error
      where id = :id
      and next_attempt_at = :claim
      """)
  void untold(String id, Instant claim, long nextIndex, int attempts, Instant at, String error);

  /** Passes over a notice that was not taken after the last attempt. */
  @Query("update webhook set next_notice = :notice where id = :id and next_attempt_at = :claim")
  void passOver(String id, Instant claim, long notice);

  /** Ends a claim that holds: what is next is due at once. */
  @Query(
      """
      update webhook
      set next_index = :nextIndex, next_attempt_at = :now
      where id = :id
      and next_attempt_at = :claim
      """)
  void release(String id, Instant claim, long nextIndex, Instant now);

  /** Ends a claim that holds: what is next is due at {@code at}. */
  @Query(
      """
      update webhook
      set next_index = :nextIndex, attempts = :attempts, next_attempt_at = :at, last_error = :error,
          stopped = :stopped
      where id = :id
      and next_attempt_at = :claim
      """)
  void failed(
      String id,
      Instant claim,
      long nextIndex,
      int attempts,
      Instant at,
      String error,
      boolean stopped);

  @Query(
      """
      insert into webhook_dead_letter (webhook, entry_index, attempts, error, put_aside_at)
      select id, :index, :attempts, :error, :now
      from webhook
      where id = :id
      on conflict (webhook, entry_index) do update
      set attempts = webhook_dead_letter.attempts + excluded.attempts, error = excluded.error,
          put_aside_at = excluded.put_aside_at
      """)
  void putAside(String id, long index, int attempts, String error, Instant now);

  /** Begins again at the oldest event that was put aside. */
  @Query(
      """
      update webhook w
      set stopped = false, attempts = 0, notice_attempts = 0, next_attempt_at = :now,
          next_index = least(w.next_index,
                             coalesce((select min(entry_index)
                                       from webhook_dead_letter d
                                       where d.webhook = w.id), w.next_index))
      where id = :id
      """)
  void retry(String id, Instant now);

  @Query("delete from webhook_dead_letter where webhook = :id")
  void forgetDeadLetters(String id);
}
