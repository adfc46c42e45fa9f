package org.evalledger.catalogue;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.evalledger.database.PublicRead;
import org.jspecify.annotations.Nullable;

/** Reads table {@code entry}. */
@PublicRead
@JdbcRepository(dialect = Dialect.POSTGRES)
interface EntryRepository extends GenericRepository<Score, Long> {
  @Query(
      """
      select e.entry_index
      from entry e
      where e.entry_index > :after
      and (cast(:type as text) is null or e.type = :type)
      and (cast(:submitter as text) is null or e.submitter = :submitter)
      and (cast(:model as text) is null or e.model = :model)
      order by e.entry_index
      limit :limit
      """)
  List<Long> find(
      @Nullable String type,
      @Nullable String submitter,
      @Nullable String model,
      long after,
      int limit);

  @Query(
      """
      select r.entry_index
      from reassessment r
      where r.target_index = :index
      order by r.entry_index
      limit 1000
      """)
  List<Long> reassessments(long index);

  @Query("select e.erased_by from entry e where e.entry_index = :index and e.erased_by is not null")
  List<Long> erasedBy(long index);
}
