package org.evalledger.access;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Table {@code session}; ids and digests are 64 hexadecimal digits. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SessionRepository extends GenericRepository<SessionRow, String> {
  @Query(
      """
      select issuer, encode(subject_digest, 'hex') as subject_digest, name, organisation, grounds
      from session
      where id_digest = decode(:idDigest, 'hex')
      and issuer = :issuer
      and expires_at > :now
      """)
  List<SessionRow> find(String idDigest, String issuer, Instant now);

  @Query(
      """
      insert into session (id_digest, issuer, subject_digest, name, organisation, grounds,
                           expires_at)
      values (decode(:idDigest, 'hex'), :issuer, decode(:subjectDigest, 'hex'), :name,
              :organisation, :grounds, :expiresAt)
      """)
  void insert(
      String idDigest,
      String issuer,
      String subjectDigest,
      @Nullable String name,
      @Nullable String organisation,
      String grounds,
      Instant expiresAt);

  @Query("delete from session where id_digest = decode(:idDigest, 'hex')")
  void delete(String idDigest);

  @Query("delete from session where expires_at <= :now")
  void deleteExpired(Instant now);

  /** Leaves the newest {@code kept} sessions of one person. */
  @Query(
      """
      delete from session
      where id_digest in (select id_digest
                          from session
                          where subject_digest = decode(:subjectDigest, 'hex')
                          order by expires_at desc
                          offset :kept)
      """)
  void deleteOldest(String subjectDigest, int kept);
}
