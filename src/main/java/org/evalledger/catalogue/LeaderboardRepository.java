package org.evalledger.catalogue;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.evalledger.database.PublicRead;
import org.jspecify.annotations.Nullable;

/** Reads what leaderboards are made from: current results of one task and metric. */
@PublicRead
@JdbcRepository(dialect = Dialect.POSTGRES)
interface LeaderboardRepository extends GenericRepository<RankedScore, Long> {
  /**
   * Protocols with current results, those with most models first, 100 and one more if there are.
   */
  @Query(
      """
      select s.protocol, count(distinct (s.model, coalesce(s.revision, ''))) as models
      from score s
      where s.benchmark = :benchmark
      and s.benchmark_version = :version
      and (s.task = :task or (cast(:task as text) is null and s.task is null))
      and s.metric = :metric
      and s.variant is null
      and (:truncated or not s.truncated)
      and s.superseded_by is null
      and s.withdrawn_by is null
      group by s.protocol
      order by models desc, s.protocol
      limit 101
      """)
  List<ProtocolCount> protocols(
      String benchmark, String version, @Nullable String task, String metric, boolean truncated);

  /** Numbers of tries under a protocol, those with most results first. */
  @Query(
      """
      select s.k, count(*) as results
      from score s
      where s.benchmark = :benchmark
      and s.benchmark_version = :version
      and (s.task = :task or (cast(:task as text) is null and s.task is null))
      and s.metric = :metric
      and s.protocol = :protocol
      and s.variant is null
      and (:truncated or not s.truncated)
      and s.superseded_by is null
      and s.withdrawn_by is null
      group by s.k
      order by results desc, s.k
      limit 100
      """)
  List<TriesCount> tries(
      String benchmark,
      String version,
      @Nullable String task,
      String metric,
      String protocol,
      boolean truncated);

  /** Current results under one protocol, the newest 50,000, and one more if there are. */
  @Query(
      """
      select s.index, s.result, s.model, s.revision, s.precision, s.adapter,
             s.parameters, s.value, s.stderr, s.samples, s.submitter, s.relation, s.standing, s.verdict,
             s.repetition, u.seed, s.truncated, s.suspicion, s.received_at,
             coalesce(m.stated_base, m.reported_base) as base_model
      from score s
      left join model m on m.model = s.model
      left join unseeded_settings u on u.settings = decode(s.settings, 'hex')
      where s.benchmark = :benchmark
      and s.benchmark_version = :version
      and (s.task = :task or (cast(:task as text) is null and s.task is null))
      and s.metric = :metric
      and s.protocol = :protocol
      and s.k is not distinct from cast(:k as int)
      and s.variant is null
      and (:truncated or not s.truncated)
      and s.superseded_by is null
      and s.withdrawn_by is null
      and (cast(:standings as text) is null
           or s.standing = any (string_to_array(cast(:standings as text), ',')))
      order by s.index desc, s.result desc
      limit 50001
      """)
  List<RankedScore> current(
      String benchmark,
      String version,
      @Nullable String task,
      String metric,
      String protocol,
      @Nullable Integer k,
      @Nullable String standings,
      boolean truncated);

  /** How many current results a benchmark version has, and how many of them are flagged. */
  @Query(
      """
      select count(*) as results,
             count(*) filter (where s.verdict in ('flagged', 'inconsistent')) as flagged,
             count(distinct s.model) as models,
             count(distinct s.submitter) as submitters
      from score s
      where s.benchmark = :benchmark
      and (cast(:version as text) is null or s.benchmark_version = :version)
      and s.superseded_by is null
      and s.withdrawn_by is null
      """)
  BenchmarkCounts counts(String benchmark, @Nullable String version);
}
