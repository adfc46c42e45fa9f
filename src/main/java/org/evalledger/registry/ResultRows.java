package org.evalledger.registry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.evalledger.baseline.ProtocolKey;
import org.evalledger.ledger.AssessedResult;
import org.evalledger.ledger.Benchmark;
import org.evalledger.ledger.ConflictKey;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.ledger.Repetition;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Result;
import org.evalledger.statement.Settings;
import org.jspecify.annotations.Nullable;

/** Writes rows of table {@code result}. */
final class ResultRows {
  private ResultRows() {}

  /** Inserts the results of {@code entries}, which were judged as {@code ledger} stood. */
  static void insert(Connection connection, List<ReadEntry> entries, Ledger ledger)
      throws SQLException {
    try (var insert =
        connection.prepareStatement(
            """
            insert into result (entry_index, result, conflict_key, model, revision, precision,
                                parameters, benchmark, benchmark_version, task, metric, filter, k,
                                variant, dimension, value, stderr, samples, protocol, settings,
                                submitter, relation, suspicion, verdict, received_at, adapter,
                                repetition, conditions, truncated)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::numeric, ?, ?,
                    ?, ?, ?, ?)
            """)) {
      boolean any = false;
      for (ReadEntry read : entries) {
        if (read.entry().statement() instanceof Evaluation evaluation) {
          addResults(insert, read, evaluation, ledger);
          any = true;
        }
      }
      if (any) {
        insert.executeBatch();
      }
    }
  }

  private static void addResults(
      PreparedStatement insert, ReadEntry read, Evaluation evaluation, Ledger ledger)
      throws SQLException {
    List<ConflictKey> keys = read.keys();
    List<Repetition> repetitions = Repetition.of(evaluation);
    for (int i = 0; i < keys.size(); i++) {
      Result result = evaluation.results().get(i);
      insert.setInt(2, i);
      insert.setBytes(3, keys.get(i).digest().bytes().toArray());
      setEntry(insert, read.entry(), evaluation);
      setResult(insert, result);
      Settings settings = evaluation.settings().get(result.settings());
      Benchmark benchmark = ledger.benchmark(result.benchmark()).orElseThrow();
      insert.setString(15, dimension(benchmark, result));
      insert.setString(19, ProtocolKey.of(evaluation, result, benchmark).word());
      insert.setBytes(20, settings == null ? new byte[0] : settings.sha256().bytes().toArray());
      AssessedResult assessed = read.entry().assessed().get(i);
      insert.setString(23, assessed.suspicion());
      insert.setString(24, assessed.verdict().word());
      Repetition repetition = repetitions.get(i);
      insert.setBytes(27, repetition.digest().bytes().toArray());
      insert.setBytes(28, repetition.conditions().bytes().toArray());
      insert.setBoolean(29, truncated(result, settings, benchmark));
      insert.addBatch();
    }
  }

  /** Whether it says itself that not all registered items were scored. */
  private static boolean truncated(
      Result result, @Nullable Settings settings, Benchmark benchmark) {
    Optional<Long> items = benchmark.items(result.task());
    boolean few =
        items.flatMap(all -> result.samples().known().map(scored -> scored < all)).orElse(false);
    return few || (settings != null && settings.limited(items.orElse(Long.MAX_VALUE)));
  }

  private static String dimension(Benchmark benchmark, Result result) {
    return benchmark
        .metric(result.metric())
        .flatMap(metric -> Optional.ofNullable(metric.dimension()))
        .orElse(benchmark.statement().dimension());
  }

  private static void setEntry(PreparedStatement insert, LedgerEntry entry, Evaluation evaluation)
      throws SQLException {
    var model = evaluation.model();
    insert.setLong(1, entry.index().value());
    insert.setString(4, model.id().toString());
    insert.setString(5, model.revision().known().orElse(null));
    insert.setString(6, model.precision().known().orElse(null));
    setLong(insert, 7, model.parameters().known().orElse(null));
    insert.setString(21, entry.record().submitter().value());
    var relation = entry.record().relation();
    insert.setString(22, relation == null ? null : relation.word());
    insert.setObject(25, entry.record().receivedAt().atOffset(ZoneOffset.UTC));
    insert.setString(26, model.adapter().known().orElse(null));
  }

  private static void setResult(PreparedStatement insert, Result result) throws SQLException {
    insert.setString(8, result.benchmark().benchmark());
    insert.setString(9, result.benchmark().version());
    insert.setString(10, result.task());
    insert.setString(11, result.metric());
    insert.setString(12, result.filter());
    Integer k = result.k();
    setLong(insert, 13, k == null ? null : k.longValue());
    insert.setString(14, result.variant());
    insert.setString(16, result.value().text());
    var stderr = result.stderr();
    insert.setString(17, stderr == null ? null : stderr.text());
    setLong(insert, 18, result.samples().known().orElse(null));
  }

  private static void setLong(PreparedStatement insert, int position, @Nullable Long value)
      throws SQLException {
    if (value == null) {
      insert.setNull(position, Types.BIGINT);
    } else {
      insert.setLong(position, value);
    }
  }
}
