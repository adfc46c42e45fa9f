package org.evalledger.catalogue;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.evalledger.database.PublicRead;

/** Reads what came of submitters' results. */
@PublicRead
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SubmitterRepository extends GenericRepository<StandingCount, String> {
  /** Of the newest {@code limit} results, which the index gives in their order. */
  @Query(
      """
      select n.standing, count(*) as results,
             count(*) filter (where n.verdict in ('flagged', 'inconsistent')) as flagged
      from (
        select s.standing, s.verdict
        from score s
        where s.submitter = :submitter
        order by s.index desc, s.result desc
        limit :limit
      ) n
      group by n.standing
      order by n.standing
      """)
  List<StandingCount> standings(String submitter, int limit);
}
