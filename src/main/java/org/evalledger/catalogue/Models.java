package org.evalledger.catalogue;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.evalledger.catalogue.ScoreFilter.Position;
import org.evalledger.ledger.RegisteredModel;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogPages;
import org.evalledger.log.LogReader;
import org.evalledger.registry.Registry;
import org.evalledger.statement.ModelId;
import org.jspecify.annotations.Nullable;

/** What the ledger knows of models. */
@Singleton
public final class Models {
  /** Evaluations whose facts are read to say how open a model's results are. */
  private static final int READ = 200;

  private static final long READ_BYTES = 16L << 20;
  private static final int SHOWN = 1_000;

  private final ModelRepository repository;
  private final Registry registry;
  private final LogPages pages;
  private final LogReader log;

  Models(ModelRepository repository, Registry registry, LogPages pages, LogReader log) {
    this.repository = repository;
    this.registry = registry;
    this.pages = pages;
    this.log = log;
  }

  /** The models that {@code filter} asks for, in the order in which they were first named. */
  public List<ModelSummary> find(ModelFilter filter) {
    return repository.find(
        null,
        filter.namespace(),
        filter.baseModel(),
        filter.access(),
        filter.minParameters(),
        filter.maxParameters(),
        filter.after(),
        filter.limit());
  }

  /** A model in short; empty when nobody spoke about it. */
  public Optional<ModelSummary> summary(String model) {
    return repository.find(model, null, null, null, null, null, -1, 1).stream().findFirst();
  }

  /** What its owner states about it; empty when nothing. */
  public Optional<ModelFacts> facts(String model) {
    return registered(model).map(ModelFacts::of);
  }

  private Optional<RegisteredModel> registered(String model) {
    return ModelId.isModelId(model)
        ? registry.ledger().model(ModelId.parse(model))
        : Optional.empty();
  }

  /** Names of models that entries {@code from} to {@code to} were the first to name, in order. */
  public List<String> firstNamed(long from, long to) {
    return repository.firstNamed(from, to);
  }

  /** Revisions with results, in the order of their names, 1,000 at most. */
  public List<String> revisions(String model) {
    return repository.revisions(model);
  }

  /** Its current results, those of whole benchmarks first, 1,000 at most. */
  public List<ModelScore> current(String model) {
    return repository.current(model, SHOWN);
  }

  /** All its results, past ones too, in the order (index, result). */
  public List<ModelScore> history(
      String model,
      @Nullable String benchmark,
      @Nullable String revision,
      Position after,
      int limit) {
    return repository.history(model, benchmark, revision, after.index(), after.result(), limit);
  }

  /** What is stated about a model and its newest evaluations, and what is not. */
  public Transparency transparency(String model) {
    List<Long> newest = repository.evaluations(model, READ).reversed();
    List<LogEntry> evaluations = pages.read(newest, READ, READ_BYTES, false).entries();
    Optional<LogEntry> statement =
        registered(model).flatMap(found -> log.entry(found.index().value()));
    return Transparency.of(repository.countEvaluations(model), evaluations, statement);
  }
}
