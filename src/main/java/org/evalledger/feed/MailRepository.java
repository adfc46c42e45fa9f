package org.evalledger.feed;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** Tables {@code mail_subscription}, {@code mail_given_up} and {@code mail_wish}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface MailRepository extends GenericRepository<MailSubscription, String> {
  String SUBSCRIPTION =
      """
      select s.id, s.address, s.scope, s.name, s.digest, s.expires_at, s.next_index, s.next_notice,
             s.attempts, s.next_attempt_at,
             (select count(*) from mail_given_up g where g.subscription = s.id) as given_up
      from mail_subscription s
      """;

  /** One wish at a time, so that none slips past the limits beside another. */
  @Query("select count(pg_advisory_xact_lock(7331440027))")
  long lockWishes();

  @Query("delete from mail_wish where asked_at <= :before")
  void forgetWishes(Instant before);

  @Query("select count(*) from mail_wish where client = :client and asked_at > :since")
  long wishesOfClient(String client, Instant since);

  @Query("select count(*) from mail_wish where mailbox = decode(:mailbox, 'hex')")
  long wishesOfMailbox(String mailbox);

  @Query("select count(*) from mail_wish")
  long wishes();

  @Query(
      """
      insert into mail_wish (client, mailbox, asked_at)
      values (:client, decode(:mailbox, 'hex'), :now)
      """)
  void insertWish(String client, String mailbox, Instant now);

  @Query(
      """
      insert into mail_subscription (id, address, scope, name, digest, expires_at, next_attempt_at,
                                     created_at)
      values (:id, :address, :scope, :name, :digest, :expiresAt, :now, :now)
      """)
  void insert(
      String id,
      String address,
      String scope,
      String name,
      String digest,
      Instant expiresAt,
      Instant now);

  @Query("delete from mail_subscription where expires_at <= :now")
  void forgetExpired(Instant now);

  /** What a link asks to confirm. */
  @Query(
      SUBSCRIPTION + "where s.token_digest = decode(:tokenDigest, 'hex') and s.expires_at > :now")
  List<MailSubscription> findByToken(String tokenDigest, Instant now);

  @Query(SUBSCRIPTION + "where s.id = :id and s.expires_at is null")
  List<MailSubscription> findConfirmed(String id);

  @Query(
      """
      select count(*)
      from mail_subscription
      where lower(address) = lower(:address)
      and expires_at is null
      """)
  long countConfirmed(String address);

  /** Changes when the same mailbox is told of the same; 0 where it is not. */
  @Query(
      """
      update mail_subscription
      set digest = :digest, stopped = false, attempts = 0, next_attempt_at = :at
      where lower(address) = lower(:address)
      and scope = :scope
      and name = :name
      and expires_at is null
      """)
  long change(String address, String scope, String name, String digest, Instant at);

  @Query(
      """
      update mail_subscription
      set expires_at = null, token_digest = null, next_index = :nextIndex,
          next_notice = :nextNotice, attempts = 0, next_attempt_at = :at
      where id = :id
      """)
  void confirm(String id, long nextIndex, long nextNotice, Instant at);

  @Query("delete from mail_subscription where id = :id")
  long delete(String id);

  /** Those for whom there may be something; a day's mail is due whether there is or not. */
  @Query(
      SUBSCRIPTION
          + """
          where not s.stopped
          and s.next_attempt_at <= :now
          and (s.expires_at is not null
               or s.digest = 'daily'
               or s.next_index < :size
               or s.next_notice < :notice)
          order by s.next_attempt_at
          limit :limit
          """)
  List<MailSubscription> due(Instant now, long size, long notice, int limit);

  /** Takes what is due for one replica: it is not due again before {@code until}. */
  @Query(
      """
      update mail_subscription
      set next_attempt_at = :until
      where id = :id
      and next_attempt_at = :seen
      and not stopped
      """)
  long claim(String id, Instant seen, Instant until);

  /** Notes what the link of the mail that is about to leave carries; 0 where nobody waits. */
  @Query(
      """
      update mail_subscription
      set token_digest = decode(:tokenDigest, 'hex')
      where id = :id
      and expires_at is not null
      and next_attempt_at = :claim
      """)
  long asks(String id, Instant claim, String tokenDigest);

  /** Ends a claim that holds, with a mail that was taken. */
  @Query(
      """
      update mail_subscription
      set next_index = :nextIndex, next_notice = :nextNotice, attempts = 0, last_error = null,
          last_success_at = :now, next_attempt_at = :at
      where id = :id
      and next_attempt_at = :claim
      """)
  void sent(String id, Instant claim, long nextIndex, long nextNotice, Instant now, Instant at);

  /** Ends a claim that holds: there was nothing to tell. */
  @Query(
      """
      update mail_subscription
      set next_index = :nextIndex, next_notice = :nextNotice, next_attempt_at = :at
      where id = :id
      and next_attempt_at = :claim
      """)
  void nothing(String id, Instant claim, long nextIndex, long nextNotice, Instant at);

  /** Ends a claim that holds: the mail was not taken, and is tried again at {@code at}. */
  @Query(
      """
      update mail_subscription
      set attempts = :attempts, last_error = :error, next_attempt_at = :at
      where id = :id
      and next_attempt_at = :claim
      """)
  void failed(String id, Instant claim, int attempts, String error, Instant at);

  @Query(
      """
      insert into mail_given_up (subscription, first_index, end_index, attempts, error, given_up_at)
      select id, next_index, :end, :attempts, :error, :now
      from mail_subscription
      where id = :id
      and next_attempt_at = :claim
      """)
  long giveUp(String id, Instant claim, long end, int attempts, String error, Instant now);

  @Query("update mail_subscription set stopped = true where id = :id")
  void stop(String id);
}
