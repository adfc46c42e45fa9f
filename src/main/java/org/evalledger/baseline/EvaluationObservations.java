package org.evalledger.baseline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.evalledger.evaluation.Direction;
import org.evalledger.evaluation.Measure;
import org.evalledger.evaluation.MetricKind;
import org.evalledger.evaluation.Reported;
import org.evalledger.evaluation.StderrMethod;
import org.evalledger.ledger.Benchmark;
import org.evalledger.ledger.Ledger;
import org.evalledger.statement.BenchmarkStatement.Task;
import org.evalledger.statement.Decimal;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Knowable;
import org.evalledger.statement.Metric;
import org.evalledger.statement.Model;
import org.evalledger.statement.ModelId;
import org.evalledger.statement.Result;
import org.evalledger.statement.ResultReference;
import org.evalledger.statement.Role;
import org.evalledger.statement.Settings;
import org.evalledger.statement.Source;
import org.evalledger.statement.SubmitterId;
import org.jspecify.annotations.Nullable;

/** An evaluation as the baselines see it, as of a prefix of the log. */
public final class EvaluationObservations {
  private final Ledger ledger;
  private final Evaluation evaluation;
  private final long index;
  private final Submitter submitter;
  private final Subject subject;
  private final Times times;
  private final Relation relation;

  private EvaluationObservations(
      Ledger ledger,
      Evaluation evaluation,
      org.evalledger.record.Relation relation,
      Instant receivedAt,
      long index) {
    this.ledger = ledger;
    this.evaluation = evaluation;
    this.index = index;
    this.submitter = submitter(ledger, evaluation.header().submitter());
    this.subject = subject(ledger, evaluation.model());
    this.times = times(evaluation, receivedAt);
    this.relation = Relation.valueOf(relation.name());
  }

  /**
   * One observation a result, in their order.
   *
   * @param ledger as of the prefix
   * @param relation of the results to their model
   * @param receivedAt when the evaluation came in
   * @param index where it stands
   */
  public static List<Observation> of(
      Ledger ledger,
      Evaluation evaluation,
      org.evalledger.record.Relation relation,
      Instant receivedAt,
      long index) {
    var observations = new EvaluationObservations(ledger, evaluation, relation, receivedAt, index);
    var all = new ArrayList<Observation>(evaluation.results().size());
    for (int i = 0; i < evaluation.results().size(); i++) {
      all.add(observations.of(i, evaluation.results().get(i)));
    }
    return all;
  }

  private static Submitter submitter(Ledger ledger, SubmitterId id) {
    var known = ledger.submitter(id).orElseThrow();
    boolean evaluator =
        known.roles().contains(Role.EVALUATOR) || known.roles().contains(Role.COLLECTOR);
    return new Submitter(id.value(), known.organisation(), known.affiliations(), evaluator);
  }

  private static Subject subject(Ledger ledger, Model model) {
    Set<String> owners = new LinkedHashSet<>();
    for (SubmitterId owner : ledger.owners(model.id().namespace())) {
      var known = ledger.submitter(owner).orElseThrow();
      owners.add(known.organisation());
      owners.addAll(known.affiliations());
    }
    ModelId base = model.baseModel();
    return new Subject(
        model.id().toString(),
        model.revision().known().orElse("?"),
        List.copyOf(owners),
        base == null ? List.of() : List.of(base.toString()),
        size(model),
        model.adapter().known().isPresent());
  }

  private static Size size(Model model) {
    Optional<Long> total = model.parameters().known();
    Optional<Long> active = model.activeParameters().known();
    if (total.isEmpty()) {
      return new Size.Unknown("the statement does not disclose it");
    }
    boolean dense = active.isEmpty() || active.get().equals(total.get());
    return dense
        ? new Size.Dense(ParameterCount.of(total.get()))
        : new Size.Mixture(ParameterCount.of(total.get()), ParameterCount.of(active.get()));
  }

  private static Times times(Evaluation evaluation, Instant receivedAt) {
    Source source = evaluation.source();
    return new Times(
        source == null ? null : source.publishedAt().known().orElse(null),
        evaluation.run().startedAt().known().orElse(null),
        evaluation.header().issuedAt(),
        receivedAt);
  }

  private Observation of(int position, Result result) {
    Benchmark benchmark = ledger.benchmark(result.benchmark()).orElseThrow();
    Metric metric = benchmark.metric(result.metric()).orElseThrow();
    Measure measure = measure(benchmark, metric, result.task());
    Source source = evaluation.source();
    ResultReference superseded = result.supersedes();
    return new Observation(
        new Position(index, position),
        submitter,
        subject,
        protocol(benchmark, result),
        measure,
        reported(result),
        times,
        relation,
        Rung.SIGNED,
        false,
        source == null ? null : source.url(),
        superseded == null
            ? null
            : new Position(superseded.entry().index().value(), superseded.result()));
  }

  private ProtocolKey protocol(Benchmark benchmark, Result result) {
    Optional<Settings> settings = Optional.ofNullable(evaluation.settings().get(result.settings()));
    Long shots = settings.flatMap(known -> known.shots().known()).orElse(null);
    String filter = result.filter();
    Integer k = result.k();
    return new ProtocolKey(
        result.benchmark().benchmark(),
        result.benchmark().version(),
        part(result),
        k == null ? result.metric() : result.metric().replace("@k", "@" + k),
        filter == null ? "none" : filter,
        evaluation.run().harness().name().toLowerCase(Locale.ROOT),
        shots == null ? null : shots.intValue(),
        settings
            .flatMap(known -> known.promptTemplate().known())
            .map(benchmark::promptFamily)
            .orElse("other"));
  }

  private static @Nullable String part(Result result) {
    String task = result.task();
    String variant = result.variant();
    if (variant == null) {
      return task;
    }
    return task == null ? "+" + variant : task + "+" + variant;
  }

  private static Measure measure(Benchmark benchmark, Metric metric, @Nullable String task) {
    Decimal taskChance = task == null ? null : benchmark.task(task).map(Task::chance).orElse(null);
    return new Measure(
        MetricKind.valueOf(metric.kind().name()),
        direction(metric.direction()),
        value(metric.minimum()),
        value(metric.maximum()),
        value(taskChance == null ? metric.chance() : taskChance),
        benchmark.items(task).orElse(null),
        (int) metric.trials(),
        generative(metric),
        task == null ? tasks(benchmark) : 0);
  }

  /** Harnesses name what compares given answers {@code acc…} or {@code mc…}. */
  private static boolean generative(Metric metric) {
    return !metric.id().startsWith("acc") && !metric.id().startsWith("mc");
  }

  /** Registered tasks may overlap; only those whose items add up make the whole. */
  private static int tasks(Benchmark benchmark) {
    List<Task> tasks = benchmark.statement().tasks();
    Long items = benchmark.statement().items();
    if (tasks.isEmpty()) {
      return 0;
    }
    long sum = 0;
    for (Task task : tasks) {
      Long part = task.items();
      sum += part == null ? 0 : part;
    }
    return items != null && sum == items ? tasks.size() : Measure.UNKNOWN_TASKS;
  }

  private static Direction direction(Metric.Direction direction) {
    return switch (direction) {
      case Metric.Direction.Higher higher -> new Direction.Higher();
      case Metric.Direction.Lower lower -> new Direction.Lower();
      case Metric.Direction.Target(var target) -> new Direction.Target(target.value());
    };
  }

  private static java.math.@Nullable BigDecimal value(@Nullable Decimal decimal) {
    return decimal == null ? null : decimal.value();
  }

  private static Reported reported(Result result) {
    Knowable<Long> samples = result.samples();
    return new Reported(
        result.value().value(),
        samples.known().orElse(null),
        value(result.stderr()),
        StderrMethod.valueOf(result.stderrMethod().name()));
  }
}
