package org.evalledger.suspicion;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.evalledger.baseline.Observation;
import org.evalledger.baseline.ParameterCount;
import org.evalledger.baseline.Position;
import org.evalledger.baseline.ProtocolKey;
import org.evalledger.baseline.Rung;
import org.evalledger.baseline.Size;
import org.evalledger.baseline.Subject;
import org.evalledger.baseline.Submitter;
import org.evalledger.baseline.Times;
import org.evalledger.evaluation.Measure;
import org.evalledger.evaluation.Reported;
import org.evalledger.ledger.Benchmark;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.Lineage;
import org.evalledger.ledger.RegisteredModel;
import org.evalledger.record.Relation;
import org.evalledger.statement.BenchmarkStatement.Task;
import org.evalledger.statement.Decimal;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Knowable;
import org.evalledger.statement.Metric;
import org.evalledger.statement.Model;
import org.evalledger.statement.ModelId;
import org.evalledger.statement.ModelStatement;
import org.evalledger.statement.Result;
import org.evalledger.statement.ResultReference;
import org.evalledger.statement.Role;
import org.evalledger.statement.SubmitterId;
import org.jspecify.annotations.Nullable;

/** An evaluation's results as the baselines see them, with what the ledger knows beside them. */
final class ResultObservations {
  private final Ledger ledger;
  private final Evaluation evaluation;

  private ResultObservations(Ledger ledger, Evaluation evaluation) {
    this.ledger = ledger;
    this.evaluation = evaluation;
  }

  static List<Observation> of(
      Ledger ledger, Evaluation evaluation, Relation relation, Instant receivedAt, long index) {
    var view = new ResultObservations(ledger, evaluation);
    var submitter = view.submitter();
    var subject = view.subject(view.byOwner(relation));
    var times = view.times(receivedAt);
    var source = evaluation.source();
    var observations = new ArrayList<Observation>();
    for (int i = 0; i < evaluation.results().size(); i++) {
      var result = evaluation.results().get(i);
      var benchmark = ledger.benchmark(result.benchmark()).orElseThrow();
      observations.add(
          new Observation(
              new Position(index, i),
              submitter,
              subject,
              ProtocolKey.of(evaluation, result, benchmark),
              measure(result, benchmark),
              reported(result),
              times,
              relation,
              Rung.SIGNED,
              view.limited(result, benchmark),
              source == null ? null : source.url(),
              position(result.supersedes())));
    }
    return observations;
  }

  private static @Nullable Position position(@Nullable ResultReference reference) {
    return reference == null
        ? null
        : new Position(reference.entry().index().value(), reference.result());
  }

  private Submitter submitter() {
    SubmitterId id = evaluation.header().submitter();
    var registered = ledger.submitter(id);
    return new Submitter(
        id.value(),
        registered.map(s -> s.organisation()).orElse(id.value()),
        affiliates(id, registered.map(s -> s.affiliations()).orElse(List.of())),
        ledger.has(id, Role.EVALUATOR),
        ledger.has(id, Role.COLLECTOR));
  }

  /** Whether somebody speaks who counts as one with an owner of the model's namespace. */
  private boolean byOwner(Relation relation) {
    var submitter = evaluation.header().submitter();
    return relation == Relation.FIRST_PARTY
        || relation == Relation.COLLABORATIVE
        || ledger.owners(evaluation.model().id().namespace()).stream()
            .anyMatch(owner -> ledger.countAsOne(owner, submitter));
  }

  private Subject subject(boolean byOwner) {
    Model model = evaluation.model();
    String revision = model.revision().known().orElse("?");
    var registered = ledger.model(model.id());
    var all = Lineage.of(ledger, model).ancestors();
    var stated = byOwner ? all : Lineage.stated(ledger, model.id()).ancestors();
    return new Subject(
        model.id().toString(),
        revision,
        owners(model.id().namespace()),
        kin(model.id().namespace()),
        stated.stream().map(ModelId::toString).toList(),
        all.stream().filter(id -> !stated.contains(id)).map(ModelId::toString).toList(),
        size(model, registered.map(RegisteredModel::newest).orElse(null)),
        registered
            .flatMap(known -> known.size(revision))
            .<Size>map(ResultObservations::size)
            .orElseGet(() -> new Size.Unknown("not stated")),
        model.adapter().known().isPresent());
  }

  /** Organisations it names, and those that name it or one that it names too. */
  private List<String> affiliates(SubmitterId id, List<String> named) {
    var affiliates = new TreeSet<>(named);
    for (var other : ledger.submitters()) {
      if (ledger.countAsOne(id, other.id())) {
        affiliates.add(other.organisation());
      }
    }
    return List.copyOf(affiliates);
  }

  /** Organisations that count as one with an owner, whoever of the two says so. */
  private List<String> kin(String namespace) {
    var kin = new TreeSet<String>();
    ledger.owners(namespace).forEach(owner -> kin.addAll(affiliates(owner, List.of())));
    return List.copyOf(kin);
  }

  /**
   * Organisations of those who were granted the namespace, then their affiliates: results count for
   * the first, and nobody may have them count for whom it names.
   */
  private List<String> owners(String namespace) {
    var granted = new TreeSet<String>();
    var affiliates = new TreeSet<String>();
    for (var submitter : ledger.submitters()) {
      if (ledger.owns(submitter.id(), namespace)) {
        granted.add(submitter.organisation());
        affiliates.addAll(submitter.affiliations());
      }
    }
    var owners = new LinkedHashSet<>(granted);
    owners.addAll(affiliates);
    return List.copyOf(owners);
  }

  private static Size size(RegisteredModel.StatedSize stated) {
    var total = ParameterCount.of(stated.total());
    return stated.active() < stated.total()
        ? new Size.Mixture(total, ParameterCount.of(stated.active()))
        : new Size.Dense(total);
  }

  /**
   * An active count that is left out means a dense model, unless the owner says that it is not
   * known; one that is not known, for whatever reason, that there is no size.
   */
  private static Size size(Model model, @Nullable ModelStatement byOwner) {
    Optional<Long> total = model.parameters().known();
    if (total.isEmpty()) {
      return new Size.Unknown("undisclosed");
    }
    var all = ParameterCount.of(total.get());
    var active = model.activeParameters().known().orElse(0L);
    if (active > 0 && active < total.get()) {
      return new Size.Mixture(all, ParameterCount.of(active));
    }
    return active == 0 || withheld(byOwner)
        ? new Size.Unknown("a mixture of experts without its active count")
        : new Size.Dense(all);
  }

  private static boolean withheld(@Nullable ModelStatement byOwner) {
    return byOwner != null
        && byOwner.activeParameters() instanceof Knowable.Unknown<Long>(var undisclosed)
        && (undisclosed || byOwner.parameters().known().isPresent());
  }

  private Times times(Instant receivedAt) {
    var source = evaluation.source();
    return new Times(
        source == null ? null : source.publishedAt().known().orElse(null),
        evaluation.run().startedAt().known().orElse(null),
        ledger
            .model(evaluation.model().id())
            .flatMap(known -> Optional.ofNullable(known.newest().releaseDate()))
            .map(day -> Instant.parse(day + "T00:00:00Z"))
            .orElse(null),
        evaluation.header().issuedAt(),
        receivedAt);
  }

  private static Measure measure(Result result, Benchmark benchmark) {
    Metric metric = benchmark.metric(result.metric()).orElseThrow();
    var task = result.task();
    var chance =
        Optional.ofNullable(task)
            .flatMap(benchmark::task)
            .flatMap(found -> Optional.ofNullable(found.chance()))
            .or(() -> Optional.ofNullable(metric.chance()));
    // Where guessing reaches something, answers are chosen; elsewhere they are written.
    boolean written = chance.isEmpty() || chance.get().value().signum() == 0;
    return new Measure(
        metric.kind(),
        metric.direction(),
        value(metric.minimum()),
        value(metric.maximum()),
        chance.map(Decimal::value).orElse(null),
        benchmark.items(task).orElse(null),
        (int) StrictMath.min(Integer.MAX_VALUE, metric.trials()),
        written,
        task == null ? tasks(benchmark) : 0);
  }

  /** Registered tasks may overlap; only those whose items add up make the whole. */
  private static int tasks(Benchmark benchmark) {
    List<Task> tasks = benchmark.statement().tasks();
    if (tasks.isEmpty()) {
      return 0;
    }
    long sum = 0;
    for (Task task : tasks) {
      Long items = task.items();
      sum += items == null ? 0 : items;
    }
    Long items = benchmark.statement().items();
    return items != null && sum == items ? tasks.size() : Measure.UNKNOWN_TASKS;
  }

  /** Whether the harness was told to stop before the last registered item. */
  private boolean limited(Result result, Benchmark benchmark) {
    var settings = evaluation.settings().get(result.settings());
    var items = benchmark.items(result.task());
    return settings != null && settings.limited(items.orElse(Long.MAX_VALUE));
  }

  private static @Nullable BigDecimal value(@Nullable Decimal decimal) {
    return decimal == null ? null : decimal.value();
  }

  private static Reported reported(Result result) {
    return new Reported(
        result.value().value(),
        result.samples().known().filter(n -> n > 0).orElse(null),
        value(result.stderr()),
        result.stderrMethod());
  }
}
