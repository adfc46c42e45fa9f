package org.evalledger.review;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;

/** Table {@code report_challenge}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReportChallengeRepository extends GenericRepository<CaseSummary, Long> {
  @Query("delete from report_challenge where expires_at <= :now")
  void forgetExpired(Instant now);

  @Query("select count(*) from report_challenge")
  long count();

  @Query("select count(*) from report_challenge where client = :client")
  long countOfClient(String client);

  @Query(
      """
      insert into report_challenge (challenge, client, expires_at)
      values (:challenge, :client, :expiresAt)
      """)
  void insert(String challenge, String client, Instant expiresAt);

  /** One row where it was there, unused, and no other replica was faster. */
  @Query(
      """
      update report_challenge
      set used = true
      where challenge = :challenge
      and not used
      and expires_at > :now
      """)
  long use(String challenge, Instant now);
}
