package org.evalledger.review;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.ledger.Case;
import org.evalledger.log.LogReader;
import org.evalledger.registry.Registry;
import org.evalledger.registry.SpokenWords;
import org.evalledger.statement.CaseId;
import org.evalledger.statement.Metric;
import org.jspecify.annotations.Nullable;

/** The reviewers' inbox, and the file of each case. */
@Singleton
public final class CaseFiles {
  /** Results of a case whose neighbours are shown, at most. */
  private static final int TELLING = 5;

  /** A priority that no case has. */
  private static final BigDecimal ABOVE_ALL = BigDecimal.TWO;

  private final CaseRepository repository;
  private final CaseFileRepository contents;
  private final LogReader log;
  private final SettingsBeside settings;
  private final Registry registry;
  private final SpokenWords words;
  private final Clock clock;

  CaseFiles(
      CaseRepository repository,
      CaseFileRepository contents,
      LogReader log,
      SettingsBeside settings,
      Registry registry,
      SpokenWords words,
      Clock clock) {
    this.words = words;
    this.repository = repository;
    this.contents = contents;
    this.log = log;
    this.settings = settings;
    this.registry = registry;
    this.clock = clock;
  }

  /** In which order cases come. */
  public enum Order {
    /** Expected harm first. */
    PRIORITY,
    /** The oldest first. */
    OPENED
  }

  /**
   * Which cases are wanted.
   *
   * @param state only these; null for all
   * @param namespace only those about its models; null for all
   * @param assignee only those that it works on; null for all
   * @param cause only those opened for it; null for all
   * @param benchmark only those about a result of it; null for all
   */
  public record Wanted(
      @Nullable String state,
      @Nullable String namespace,
      @Nullable String assignee,
      @Nullable String cause,
      @Nullable String benchmark) {
    /** Cases of any cause and benchmark. */
    public Wanted(@Nullable String state, @Nullable String namespace, @Nullable String assignee) {
      this(state, namespace, assignee, null, null);
    }
  }

  /**
   * Cases in that order.
   *
   * @param after the case behind which to begin; null for the first
   */
  public List<CaseSummary> list(Wanted wanted, Order order, @Nullable CaseId after, int limit) {
    long opening = after == null ? -1 : after.opening().value();
    String cause = after == null ? "" : after.cause().word();
    Instant now = clock.instant();
    String state = wanted.state();
    String namespace = wanted.namespace();
    String assignee = wanted.assignee();
    String ofCause = wanted.cause();
    String benchmark = wanted.benchmark();
    return switch (order) {
      case PRIORITY -> {
        BigDecimal behind =
            after == null ? ABOVE_ALL : summary(after).map(CaseSummary::priority).orElse(ABOVE_ALL);
        yield repository.byPriority(
            now, state, namespace, assignee, ofCause, benchmark, behind, opening, cause, limit);
      }
      case OPENED ->
          repository.byOpening(
              now, state, namespace, assignee, ofCause, benchmark, opening, cause, limit);
    };
  }

  /** The case before that one in the order of expected harm, among those in the same state. */
  public Optional<CaseSummary> before(CaseSummary one) {
    return repository.justBefore(
        clock.instant(), one.state(), one.priority(), one.opening(), one.cause());
  }

  /** The case behind it in that order. */
  public Optional<CaseSummary> behind(CaseSummary one) {
    CaseId id = CaseId.parse(one.id()).orElseThrow();
    return list(new Wanted(one.state(), null, null), Order.PRIORITY, id, 1).stream().findFirst();
  }

  /** Cases about results of entry {@code index}, the oldest first, 20 at most. */
  public List<CaseSummary> ofEntry(long index) {
    return repository.ofEntry(clock.instant(), index);
  }

  /** The most suspicious result of each of {@code cases} that touches one, under the case's id. */
  public Map<String, CaseHeadline> headlines(List<CaseSummary> cases) {
    String openings =
        cases.stream().map(one -> String.valueOf(one.opening())).collect(Collectors.joining(","));
    return repository.headlines(openings).stream()
        .collect(Collectors.toMap(CaseHeadline::id, headline -> headline));
  }

  /** How many cases there are in each state that any is in. */
  public List<StateCount> counts() {
    return repository.counts(clock.instant());
  }

  /** Benchmarks of undecided cases, 20 at most, those of most cases first. */
  public List<String> benchmarks() {
    return repository.benchmarks();
  }

  /** How the cases about results of {@code submitter} ended so far. */
  public CasesOfSubmitter ofSubmitter(String submitter) {
    return contents.record(submitter);
  }

  /** Precision of alerts, for each check and month. */
  public List<CheckPrecision> performance() {
    return contents.performance();
  }

  /** Whether there is such a case. */
  public boolean exists(CaseId id) {
    return summary(id).isPresent();
  }

  /** What was said on a case, in its order, behind entry {@code after}. */
  public List<CaseEvent> events(CaseId id, long after, int limit) {
    return spoken(contents.events(id.opening().value(), id.cause().word(), after, limit));
  }

  private List<CaseEvent> spoken(List<CaseEvent> events) {
    return events.stream()
        .map(event -> words.of(event.index()).map(event::saying).orElse(event))
        .toList();
  }

  /** The file of a case; empty when there is no such case. */
  public Optional<CaseFile> find(CaseId id) {
    // Read before the rest: what joins meanwhile may be shown, and has to be weighed again.
    long through = through(id);
    return summary(id).map(summary -> file(summary, through));
  }

  private long through(CaseId id) {
    return registry.now().cases().find(id).map(Case::through).orElse(id.opening()).value();
  }

  private Optional<CaseSummary> summary(CaseId id) {
    return repository.find(clock.instant(), id.opening().value(), id.cause().word());
  }

  private CaseFile file(CaseSummary summary, long through) {
    long opening = summary.opening();
    String cause = summary.cause();
    List<CaseScore> results = contents.results(opening, cause);
    Map<Long, Json> assessments = assessments(results);
    List<CaseScore> neighbours = neighbours(results, assessments);
    String submitter = summary.submitter();
    String namespace = namespace(summary.model());
    Instant now = clock.instant();
    return new CaseFile(
        summary,
        through,
        spoken(contents.events(opening, cause)),
        results,
        List.copyOf(assessments.values()),
        neighbours,
        contents.versions(opening, cause),
        contents.reproductions(opening, cause),
        results.isEmpty() ? Json.object().build() : settings.of(results.getFirst(), neighbours),
        results.isEmpty() ? CaseToday.NONE : today(results.getFirst()),
        submitter == null ? CasesOfSubmitter.NONE : contents.record(submitter),
        namespace == null ? CasesOfSubmitter.NONE : contents.recordOfNamespace(namespace),
        contents.reporters(opening, cause),
        namespace == null ? List.of() : repository.related(now, namespace, opening, cause),
        repository.similar(now, opening, cause));
  }

  private static @Nullable String namespace(@Nullable String model) {
    return model == null ? null : model.substring(0, model.indexOf('/'));
  }

  /** Which way is better only the ledger knows. */
  private CaseToday today(CaseScore score) {
    boolean lower =
        registry.now().benchmarks().stream()
            .filter(known -> known.statement().benchmark().benchmark().equals(score.benchmark()))
            .flatMap(known -> known.statement().metrics().stream())
            .filter(metric -> metric.id().equals(score.metric()))
            .anyMatch(metric -> metric.direction() instanceof Metric.Direction.Lower);
    return contents.today(score.index(), score.result(), lower);
  }

  /** The newest assessment of each entry, under the entry's index. */
  private Map<Long, Json> assessments(List<CaseScore> results) {
    var found = new LinkedHashMap<Long, Json>();
    for (long entry : results.stream().map(CaseScore::index).distinct().limit(Case.FULL).toList()) {
      List<Long> again = contents.newestReassessment(entry);
      long by = again.isEmpty() ? entry : again.getFirst();
      log.entry(by)
          .flatMap(read -> read.assessment())
          .map(JsonReader::read)
          .ifPresent(
              read -> {
                if (read instanceof JsonReader.Value(JsonObject object)) {
                  found.put(entry, shown(entry, by, object, results));
                }
              });
    }
    return found;
  }

  /** What it says of the model and of the case's results. */
  private static Json shown(long entry, long by, JsonObject assessment, List<CaseScore> results) {
    var wanted =
        results.stream()
            .filter(score -> score.index() == entry)
            .map(CaseScore::result)
            .collect(Collectors.toCollection(TreeSet::new));
    var told = new ArrayList<Json>();
    if (assessment.get("results") instanceof JsonArray(var all)) {
      for (int i = 0; i < all.size(); i++) {
        if (wanted.contains(i)) {
          told.add(all.get(i));
        }
      }
    }
    return Json.object()
        .put("entry", entry)
        .put("assessedBy", by)
        .putIfPresent("model", assessment.get("model"))
        .put("results", Json.of(told))
        .build();
  }

  private List<CaseScore> neighbours(List<CaseScore> results, Map<Long, Json> assessments) {
    var found = new LinkedHashMap<String, CaseScore>();
    results.stream()
        .limit(TELLING)
        .forEach(
            score -> {
              var entries = new TreeSet<Long>();
              Json assessment = assessments.get(score.index());
              if (assessment instanceof JsonObject object
                  && object.get("results") instanceof JsonArray(var told)) {
                told.forEach(result -> neighbours(result, score.result(), entries));
              }
              String list = entries.stream().map(String::valueOf).collect(Collectors.joining(","));
              if (!entries.isEmpty()) {
                contents
                    .neighbours(score.index(), score.result(), list)
                    .forEach(near -> found.put(near.index() + "." + near.result(), near));
              }
            });
    return List.copyOf(found.values());
  }

  private static void neighbours(Json told, int wanted, Set<Long> entries) {
    if (told instanceof JsonObject result
        && Json.of(wanted).equals(result.get("result"))
        && result.get("checks") instanceof JsonArray(var checks)) {
      for (Json check : checks) {
        if (check instanceof JsonObject found
            && found.get("figures") instanceof JsonObject figures
            && figures.get("neighbours") instanceof JsonArray(var indices)) {
          for (Json index : indices) {
            if (index instanceof JsonNumber(var text)) {
              entries.add(Long.parseLong(text));
            }
          }
        }
      }
    }
  }
}
