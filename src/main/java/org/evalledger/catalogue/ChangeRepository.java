package org.evalledger.catalogue;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.evalledger.database.PublicRead;
import org.jspecify.annotations.Nullable;

/** Reads results in the order in which the log last spoke of them. */
@PublicRead
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ChangeRepository extends GenericRepository<Change, Long> {
  @Query(
      """
      select s.*
      from score s
      where (s.changed_by, s.index, s.result) > (:changedBy, :index, :result)
      and (cast(:model as text) is null or s.model = :model)
      and (cast(:benchmark as text) is null or s.benchmark = :benchmark)
      order by s.changed_by, s.index, s.result
      limit :limit
      """)
  List<Change> find(
      @Nullable String model,
      @Nullable String benchmark,
      long changedBy,
      long index,
      int result,
      int limit);
}
