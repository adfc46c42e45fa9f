package org.evalledger.catalogue;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.evalledger.database.PublicRead;
import org.jspecify.annotations.Nullable;

/** Reads from table {@code result} what baselines are shown from. */
@PublicRead
@JdbcRepository(dialect = Dialect.POSTGRES)
interface BaselineRepository extends GenericRepository<SizedScore, Long> {
  /** The latest current result of full length of each model revision, 20,000 at most. */
  @Query(
      """
      select l.index, l.result, l.model, l.parameters, l.value
      from (
        select distinct on (r.model, coalesce(r.revision, ''))
               r.entry_index as index, r.result, r.model, r.parameters, r.value
        from result r
        where r.benchmark = :benchmark
        and r.benchmark_version = :version
        and r.task is not distinct from cast(:task as text)
        and r.metric = :metric
        and r.variant is null
        and r.protocol = :protocol
        and r.superseded_by is null
        and r.withdrawn_by is null
        and r.parameters is not null
        and (r.samples is null or r.samples >= coalesce(cast(:items as bigint), 0))
        order by r.model, coalesce(r.revision, ''), r.entry_index desc, r.result desc
      ) l
      order by l.index desc, l.result desc
      limit 20000
      """)
  List<SizedScore> latest(
      String benchmark,
      String version,
      @Nullable String task,
      String metric,
      String protocol,
      @Nullable Long items);

  @Query(
      """
      select r.protocol, count(distinct (r.model, coalesce(r.revision, ''))) as models
      from result r
      where r.benchmark = :benchmark
      and r.benchmark_version = :version
      and r.task is not distinct from cast(:task as text)
      and r.metric = :metric
      and r.variant is null
      and r.superseded_by is null
      and r.withdrawn_by is null
      and r.parameters is not null
      and (r.samples is null or r.samples >= coalesce(cast(:items as bigint), 0))
      group by r.protocol
      order by models desc, r.protocol
      limit 100
      """)
  List<ProtocolCount> protocols(
      String benchmark, String version, @Nullable String task, String metric, @Nullable Long items);
}
