package org.evalledger.access;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/** Table {@code person_secret}, as 64 hexadecimal digits. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface PersonSecretRepository extends GenericRepository<SessionRow, String> {
  @Query("select encode(secret, 'hex') from person_secret")
  Optional<String> find();

  /** Does nothing where another replica was first. */
  @Query(
      """
      insert into person_secret (secret)
      values (decode(:secret, 'hex'))
      on conflict (one) do nothing
      """)
  void insert(String secret);
}
