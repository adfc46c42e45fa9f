package org.evalledger.catalogue;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.evalledger.database.PublicRead;
import org.jspecify.annotations.Nullable;

/** Reads table {@code model}, and what the scores say of each. */
@PublicRead
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ModelRepository extends GenericRepository<ModelSummary, Long> {
  /** Models in the order in which they were first named. */
  @Query(
      """
      select m.model, m.first_entry, m.statement_entry as statement, m.parameters, m.base_model,
             m.access, c.*
      from (
        select m.model, m.first_entry, m.statement_entry,
               coalesce(m.stated_parameters, m.reported_parameters) as parameters,
               coalesce(m.stated_base, m.reported_base) as base_model, m.access
        from model m
        where m.first_entry > :after
        and (cast(:model as text) is null or m.model = :model)
        and (cast(:namespace as text) is null or split_part(m.model, '/', 1) = :namespace)
        and (cast(:baseModel as text) is null
             or coalesce(m.stated_base, m.reported_base) = :baseModel)
        and (cast(:access as text) is null or m.access = :access)
        and (cast(:minParameters as bigint) is null
             or coalesce(m.stated_parameters, m.reported_parameters) >= :minParameters)
        and (cast(:maxParameters as bigint) is null
             or coalesce(m.stated_parameters, m.reported_parameters) <= :maxParameters)
        order by m.first_entry
        limit :limit
      ) m
      cross join lateral (
        select count(*) as results,
               count(distinct s.benchmark) as benchmarks,
               count(distinct s.submitter) as submitters,
               count(*) filter (where s.relation = 'first-party') as first_party,
               count(*) filter (where s.relation = 'third-party') as third_party,
               count(*) filter (where s.relation = 'collaborative') as collaborative,
               count(*) filter (where s.relation = 'collected') as collected,
               count(*) filter (where s.verdict in ('flagged', 'inconsistent')) as flagged,
               count(*) filter (where s.key_doubted) as doubted,
               max(s.received_at) as newest_at
        from score s
        where s.model = m.model
        and s.superseded_by is null
        and s.withdrawn_by is null
      ) c
      order by m.first_entry
      """)
  List<ModelSummary> find(
      @Nullable String model,
      @Nullable String namespace,
      @Nullable String baseModel,
      @Nullable String access,
      @Nullable Long minParameters,
      @Nullable Long maxParameters,
      long after,
      int limit);

  @Query(
      """
      select distinct s.revision
      from score s
      where s.model = :model
      and s.revision is not null
      order by s.revision
      limit 1000
      """)
  List<String> revisions(String model);

  /** Current results, those of whole benchmarks before those of their tasks. */
  @Query(
      """
      select s.*
      from score s
      where s.model = :model
      and s.superseded_by is null
      and s.withdrawn_by is null
      order by s.task is not null, s.variant is not null, s.dimension, s.benchmark,
               s.benchmark_version, s.task, s.metric, s.index, s.result
      limit :limit
      """)
  List<ModelScore> current(String model, int limit);

  /** All results there ever were, in the order (index, result). */
  @Query(
      """
      select s.*
      from score s
      where s.model = :model
      and (cast(:benchmark as text) is null or s.benchmark = :benchmark)
      and (cast(:revision as text) is null or s.revision = :revision)
      and (s.index, s.result) > (:afterIndex, :afterResult)
      order by s.index, s.result
      limit :limit
      """)
  List<ModelScore> history(
      String model,
      @Nullable String benchmark,
      @Nullable String revision,
      long afterIndex,
      int afterResult,
      int limit);

  /** Newest evaluations of a model, the newest first. */
  @Query(
      """
      select e.entry_index
      from entry e
      where e.model = :model
      and e.type = 'evaluation'
      order by e.entry_index desc
      limit :limit
      """)
  List<Long> evaluations(String model, int limit);

  @Query("select count(*) from entry e where e.model = :model and e.type = 'evaluation'")
  long countEvaluations(String model);

  /** Models by the entry that named them first; the first bound is in, the second out. */
  @Query(
      """
      select m.model
      from model m
      where m.first_entry >= :from
      and m.first_entry < :to
      order by m.first_entry
      """)
  List<String> firstNamed(long from, long to);
}
