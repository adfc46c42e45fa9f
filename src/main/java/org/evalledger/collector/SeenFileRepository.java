package org.evalledger.collector;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables {@code collector_source} and {@code collector_file}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SeenFileRepository extends GenericRepository<SeenFile, String> {
  @Query("select path, mark, state, attempts, next_at from collector_file where source = :source")
  List<SeenFile> of(String source);

  @Query(
      """
      insert into collector_file (source, path, mark, state, results, left_out, attempts, next_at,
                                  error, seen_at)
      values (:source, :path, :mark, :state, :results, :left, :attempts, :nextAt, :error, :now)
      on conflict (source, path) do update
      set mark = excluded.mark, state = excluded.state,
          results = collector_file.results + excluded.results, left_out = excluded.left_out,
          attempts = excluded.attempts, next_at = excluded.next_at, error = excluded.error, seen_at = excluded.seen_at
      """)
  void remember(
      String source,
      String path,
      String mark,
      String state,
      int results,
      int left,
      int attempts,
      @Nullable Instant nextAt,
      @Nullable String error,
      Instant now);

  @Query(
      """
      insert into collector_source (id, next_at)
      values (:id, :now)
      on conflict (id) do nothing
      """)
  void know(String id, Instant now);

  /** Facts of all benchmarks that were registered, in the order of the log. */
  @Query(
      """
      select convert_from(f.facts, 'UTF8')
      from entry e
      join log_facts f on f.entry_index = e.entry_index
      where e.type = 'benchmark'
      order by e.entry_index
      """)
  List<String> benchmarks();

  /** Takes a source that is due for one replica: it is not due again before {@code until}. */
  @Query("update collector_source set next_at = :until where id = :id and next_at <= :now")
  long claim(String id, Instant now, Instant until);

  @Query(
      """
      update collector_source
      set next_at = :nextAt, failures = 0, error = null, looked_at = :now
      where id = :id
      """)
  void looked(String id, Instant nextAt, Instant now);

  @Query(
      """
      update collector_source
      set next_at = :nextAt, failures = failures + 1, error = :error
      where id = :id
      """)
  void failed(String id, Instant nextAt, String error);

  /** Goes on with a claim; 0 where it ran out and another replica may have the source. */
  @Query("update collector_source set next_at = :until where id = :id and next_at = :claim")
  long renew(String id, Instant claim, Instant until);

  /** Has the file read again, whatever its content. */
  @Query("update collector_file set mark = '' where source = :source and path = :path")
  void unsettle(String source, String path);

  @Query("delete from collector_file where source = :source and path = :path")
  void forget(String source, String path);

  @Query("select failures from collector_source where id = :id")
  int failures(String id);
}
