package org.evalledger.catalogue;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.log.LogEntry;
import org.evalledger.log.Projection;
import org.evalledger.registry.ReadEntry;
import org.evalledger.statement.BenchmarkStatement;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Key;
import org.evalledger.statement.ModelId;
import org.evalledger.statement.ModelStatement;
import org.evalledger.statement.Statement;
import org.jspecify.annotations.Nullable;

/** Writes the tables {@code model}, {@code unseeded_settings} and {@code search_term}. */
@Singleton
final class CatalogueTables implements Projection {
  @Override
  public void clear(Connection connection) throws SQLException {
    // Not truncate, for which every reader would have to wait until the rebuild is committed.
    try (var statement = connection.createStatement()) {
      statement.addBatch("delete from model");
      statement.addBatch("delete from unseeded_settings");
      statement.addBatch("delete from search_term");
      statement.executeBatch();
    }
  }

  @Override
  public void apply(Connection connection, List<LogEntry> entries) throws SQLException {
    // One row a thing: one insert of several rows may not change the same row twice.
    Map<String, ModelChange> models = new TreeMap<>();
    Map<String, Term> terms = new TreeMap<>();
    try (var settings = connection.prepareStatement(SETTINGS)) {
      for (LogEntry entry : entries) {
        LedgerEntry read = ReadEntry.of(entry).entry();
        take(entry.index(), read.statement(), models, terms);
        if (read.statement() instanceof Evaluation) {
          settings(settings, entry);
        }
      }
      settings.executeBatch();
    }
    write(connection, models);
    write(connection, terms.values());
  }

  private static void take(
      long index, Statement statement, Map<String, ModelChange> models, Map<String, Term> terms) {
    switch (statement) {
      case Evaluation evaluation ->
          model(evaluation.model().id(), ModelChange.of(index, evaluation), models, terms);
      case ModelStatement model -> model(model.id(), ModelChange.of(index, model), models, terms);
      case BenchmarkStatement benchmark ->
          Term.of(index, "benchmark", benchmark.benchmark().benchmark(), names(benchmark))
              .putInto(terms);
      case Key.Register register ->
          Term.of(
                  index,
                  "submitter",
                  register.header().submitter().value(),
                  Stream.of(register.organisation()))
              .putInto(terms);
      default -> {}
    }
  }

  private static void model(
      ModelId model, ModelChange change, Map<String, ModelChange> models, Map<String, Term> terms) {
    models.merge(model.toString(), change, ModelChange::and);
    Term.of(change.first(), "model", model.toString(), Stream.empty()).putInto(terms);
  }

  private static void write(Connection connection, Map<String, ModelChange> models)
      throws SQLException {
    try (var insert =
        connection.prepareStatement(
            """
            insert into model (model, first_entry, statement_entry, stated_parameters, stated_base,
                               access, reported_parameters, reported_base)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (model) do update
            set statement_entry = coalesce(excluded.statement_entry, model.statement_entry),
                stated_parameters = case
                  when excluded.statement_entry is null then model.stated_parameters
                  else excluded.stated_parameters
                end,
                stated_base = case
                  when excluded.statement_entry is null then model.stated_base
                  else excluded.stated_base
                end,
                access = coalesce(excluded.access, model.access),
                reported_parameters =
                  coalesce(excluded.reported_parameters, model.reported_parameters),
                reported_base = coalesce(excluded.reported_base, model.reported_base)
            where excluded.statement_entry is not null
            or excluded.reported_parameters <> coalesce(model.reported_parameters, 0)
            or excluded.reported_base <> coalesce(model.reported_base, '')
            """)) {
      for (var model : models.entrySet()) {
        set(insert, model.getKey(), model.getValue());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void set(PreparedStatement insert, String model, ModelChange change)
      throws SQLException {
    Optional<ModelStatement> stated = Optional.ofNullable(change.stated());
    insert.setString(1, model);
    insert.setLong(2, change.first());
    insert.setObject(3, change.statement(), Types.BIGINT);
    insert.setObject(
        4, stated.flatMap(said -> said.parameters().known()).orElse(null), Types.BIGINT);
    insert.setString(
        5,
        stated
            .flatMap(said -> said.baseModels().stream().findFirst())
            .map(ModelId::toString)
            .orElse(null));
    insert.setString(6, stated.map(said -> ModelFacts.word(said.access())).orElse(null));
    insert.setObject(7, change.reportedParameters(), Types.BIGINT);
    insert.setString(8, change.reportedBase());
  }

  private static final String SETTINGS =
      """
      insert into unseeded_settings (settings, unseeded, seed)
      values (?, ?, ?)
      on conflict (settings) do nothing
      """;

  private static void settings(PreparedStatement insert, LogEntry entry) throws SQLException {
    if (JsonReader.read(entry.facts()) instanceof JsonReader.Value(JsonObject facts)
        && facts.get("settings") instanceof JsonObject(var all)) {
      for (Json each : all.values()) {
        insert.setBytes(1, digest(each));
        insert.setBytes(2, digest(unseeded(each)));
        insert.setString(3, seed(each));
        insert.addBatch();
      }
    }
  }

  private static byte[] digest(Json settings) {
    Sha256 digest = settings.canonical().sha256();
    return digest.bytes().toArray();
  }

  private static Json unseeded(Json settings) {
    var left = Json.object();
    if (settings instanceof JsonObject(Map<String, Json> members)) {
      members.forEach(
          (name, member) -> {
            if (!name.equals("seed")) {
              left.put(name, member);
            }
          });
    }
    return left.build();
  }

  private static @Nullable String seed(Json settings) {
    Json seed = settings instanceof JsonObject object ? object.get("seed") : null;
    if (seed == null || (seed instanceof JsonObject why && why.get("unknown") != null)) {
      return null;
    }
    return seed.canonical().utf8();
  }

  private static void write(Connection connection, Collection<Term> terms) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            """
            insert into search_term (entry_index, kind, id, words)
            values (?, ?, ?, ?)
            on conflict (kind, id) do update
            set words = excluded.words
            where excluded.words <> search_term.words
            """)) {
      for (Term term : terms) {
        insert.setLong(1, term.index());
        insert.setString(2, term.kind());
        insert.setString(3, term.id());
        insert.setString(4, term.words());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Something that can be found: the entry that named it first, and its newest words. */
  private record Term(long index, String kind, String id, String words) {
    static Term of(long index, String kind, String id, Stream<String> names) {
      return new Term(index, kind, id, SearchWords.joined(Stream.concat(Stream.of(id), names)));
    }

    void putInto(Map<String, Term> terms) {
      terms.merge(kind + " " + id, this, (first, later) -> later.since(first.index));
    }

    private Term since(long first) {
      return new Term(first, kind, id, words);
    }
  }

  /** All that a benchmark is called; the newest version speaks for it. */
  private static Stream<String> names(BenchmarkStatement benchmark) {
    return Stream.concat(
        Stream.concat(Stream.of(benchmark.dimension()), benchmark.aliases().stream()),
        benchmark.tasks().stream().map(BenchmarkStatement.Task::id));
  }
}
