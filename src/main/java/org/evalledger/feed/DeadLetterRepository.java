package org.evalledger.feed;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** Reads table {@code webhook_dead_letter}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface DeadLetterRepository extends GenericRepository<DeadLetter, Long> {
  @Query(
      """
      select entry_index as index, attempts, error, put_aside_at
      from webhook_dead_letter
      where webhook = :webhook
      order by entry_index
      """)
  List<DeadLetter> of(String webhook);
}
