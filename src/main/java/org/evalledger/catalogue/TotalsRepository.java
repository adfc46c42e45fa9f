package org.evalledger.catalogue;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.evalledger.database.PublicRead;

/** Counts what there is. */
@PublicRead
@JdbcRepository(dialect = Dialect.POSTGRES)
interface TotalsRepository extends GenericRepository<KindCount, String> {
  /** Things by kind. */
  @Query(
      """
      select kind, count(*) as things
      from search_term
      group by kind
      """)
  List<KindCount> kinds();

  /** Benchmarks by how many models have a current result for all of them by one metric. */
  @Query(
      """
      select m.id, m.metric, m.models
      from (
        select distinct on (benchmark) benchmark as id, metric, count(distinct model) as models
        from result
        where task is null
        and superseded_by is null
        and withdrawn_by is null
        group by benchmark, metric
        order by benchmark, models desc, metric
      ) m
      order by m.models desc, m.id
      limit 40
      """)
  List<MeasuredBenchmark> measured();
}
