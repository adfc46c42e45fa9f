package org.evalledger.catalogue;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.evalledger.database.PublicRead;
import org.jspecify.annotations.Nullable;

/** Reads view {@code score}. */
@PublicRead
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ScoreRepository extends GenericRepository<Score, Long> {
  /**
   * Scores in the order (index, result). A null leaves its condition out; the planner sees the
   * values, so such conditions cost nothing.
   */
  @Query(
      """
      select s.*
      from score s
      where (s.index, s.result) > (:afterIndex, :afterResult)
      and (:history or (s.superseded_by is null and s.withdrawn_by is null))
      and (cast(:model as text) is null or s.model = :model)
      and (cast(:benchmark as text) is null or s.benchmark = :benchmark)
      and (cast(:task as text) is null or s.task = :task)
      and (cast(:metric as text) is null or s.metric = :metric)
      and (cast(:dimension as text) is null or s.dimension = :dimension)
      and (cast(:submitter as text) is null or s.submitter = :submitter)
      and (cast(:relation as text) is null or s.relation = :relation)
      and (cast(:standing as text) is null or s.standing = :standing)
      and (cast(:standings as text) is null
           or s.standing = any (string_to_array(cast(:standings as text), ',')))
      and (cast(:minParameters as bigint) is null or s.parameters >= :minParameters)
      and (cast(:maxParameters as bigint) is null or s.parameters <= :maxParameters)
      order by s.index, s.result
      limit :limit
      """)
  List<Score> find(
      @Nullable String model,
      @Nullable String benchmark,
      @Nullable String task,
      @Nullable String metric,
      @Nullable String dimension,
      @Nullable String submitter,
      @Nullable String relation,
      @Nullable String standing,
      @Nullable String standings,
      @Nullable Long minParameters,
      @Nullable Long maxParameters,
      boolean history,
      long afterIndex,
      int afterResult,
      int limit);
}
