package org.evalledger.catalogue;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.evalledger.database.PublicRead;

/** Reads the current results of a few models. */
@PublicRead
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ComparisonRepository extends GenericRepository<ComparedScore, Long> {
  /**
   * Those of whole benchmarks before those of their tasks, 20,000 at most, and one more if there
   * are.
   */
  @Query(
      """
      select s.*
      from score s
      where s.model = any (string_to_array(:models, ' '))
      and s.superseded_by is null
      and s.withdrawn_by is null
      and not s.truncated
      order by s.task is not null, s.variant is not null, s.dimension, s.benchmark,
               s.benchmark_version, s.task, s.metric, s.k, s.variant, s.protocol, s.index, s.result
      limit 20001
      """)
  List<ComparedScore> current(String models);
}
