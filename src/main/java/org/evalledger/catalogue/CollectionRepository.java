package org.evalledger.catalogue;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.evalledger.database.PublicRead;

/** Reads tables {@code collector_source} and {@code collector_file}. */
@PublicRead
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface CollectionRepository extends GenericRepository<CollectionFailure, Long> {
  /** All sources that were ever looked at, by id. */
  @Query(
      """
      select s.id, s.looked_at, s.next_at, s.failures, s.error, count(f.id) as files,
             coalesce(sum(f.results), 0) as results, coalesce(sum(f.left_out), 0) as left_out,
             count(f.id) filter (where f.state = 'failed') as failed
      from collector_source s
      left join collector_file f on f.source = s.id
      group by s.id
      order by s.id
      limit 1000
      """)
  List<CollectedSource> sources();

  /** Failures behind {@code after}, in the order in which their files were first seen. */
  @Query(
      """
      select id, source, path, error, left_out, attempts, next_at, seen_at
      from collector_file
      where error is not null
      and id > :after
      order by id
      limit :limit
      """)
  List<CollectionFailure> failures(long after, int limit);
}
