package org.evalledger.submission;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** Table {@code key_request}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface KeyRequestRepository extends GenericRepository<KeyRequest, Long> {
  @Query("delete from key_request where expires_at <= :now")
  void forgetExpired(Instant now);

  @Query("delete from key_request where kid = :kid")
  long forget(String kid);

  /** How many wait, but for one for {@code kid}, which would be replaced. */
  @Query("select count(*) from key_request where kid <> :kid")
  long count(String kid);

  @Query("select count(*) from key_request where kid <> :kid and submitter = :submitter")
  long count(String kid, String submitter);

  @Query("select count(*) from key_request where kid <> :kid and client = :client")
  long countOfClient(String kid, String client);

  @Query(
      """
      select count(*)
      from key_request
      where kid <> :kid
      and client = :client
      and submitter = :submitter
      """)
  long countOfClient(String kid, String client, String submitter);

  /** One request a key. The same bytes again, which anybody may send, change nothing. */
  @Query(
      """
      insert into key_request (kid, submitter, organisation, client, envelope, received_at,
                               expires_at)
      values (:kid, :submitter, :organisation, :client, decode(:envelope, 'base64'), :receivedAt, :expiresAt)
      on conflict (kid) do update
      set submitter = excluded.submitter, organisation = excluded.organisation,
          client = excluded.client, envelope = excluded.envelope, received_at = excluded.received_at,
          expires_at = excluded.expires_at
      where key_request.envelope <> excluded.envelope
      """)
  void insert(
      String kid,
      String submitter,
      String organisation,
      String client,
      String envelope,
      Instant receivedAt,
      Instant expiresAt);

  @Query(
      """
      select id, kid, submitter, organisation,
             replace(encode(envelope, 'base64'), E'\\n', '') as envelope, received_at, expires_at
      from key_request
      where id > :after
      order by id
      limit :limit
      """)
  List<KeyRequest> list(long after, int limit);

  @Query(
      """
      select id, kid, submitter, organisation,
             replace(encode(envelope, 'base64'), E'\\n', '') as envelope, received_at, expires_at
      from key_request
      where kid = :kid
      """)
  List<KeyRequest> find(String kid);
}
