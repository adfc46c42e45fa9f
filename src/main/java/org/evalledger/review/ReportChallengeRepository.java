package org.evalledger.review;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/** Table {@code report_challenge}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReportChallengeRepository extends GenericRepository<CaseSummary, Long> {
  @Query("delete from report_challenge where expires_at <= :now")
  void forgetExpired(Instant now);

  @Query("select count(*) from (select 1 from report_challenge limit :most) c")
  long count(long most);

  /** When the first of a client's is forgotten; empty where it has none. */
  @Query("select min(expires_at) from report_challenge where client = :client")
  Optional<Instant> firstExpiry(String client);

  /**
   * One row where the client had a place free, and no parallel request was faster to take it: the
   * key on client and place lets nobody have more than {@code places}.
   */
  @Query(
      """
      insert into report_challenge (challenge, client, place, expires_at)
      select :challenge, :client, p.place, :expiresAt
      from generate_series(1, :places) p(place)
      where not exists (
        select 1
        from report_challenge c
        where c.client = :client
        and c.place = p.place)
      order by p.place
      limit 1
      on conflict do nothing
      """)
  long insert(String challenge, String client, int places, Instant expiresAt);

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

  @Query("update report_challenge set used = false where challenge = :challenge")
  void giveBack(String challenge);
}
