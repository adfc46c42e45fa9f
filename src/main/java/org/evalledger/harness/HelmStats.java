package org.evalledger.harness;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonString;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code stats.json} of HELM. A stat's {@code count} is of training trials, so that the items
 * come from the stat {@code num_instances}; its {@code stddev} is the population's over those
 * trials and no standard error. Robustness and fairness are what a metric reaches in the worst
 * perturbation.
 */
final class HelmStats {
  /** What a run did, which measures no answer. */
  private static final Pattern BOOKKEEPING =
      Pattern.compile(
          "num_(references|train_trials|train_instances|instances|perplexity_tokens|bytes|requests"
              + "|completions|prompt_characters|output_tokens|completion_tokens|prompt_tokens)"
              + "|max_num_(output|completion)_tokens|estimated_num_tokens_cost|batch_size"
              + "|prompt_truncated|finish_reason_.*|predicted_index");

  /** Collections of scenarios; a run does not say for which it was made, so the first counts. */
  private static final List<String> BENCHMARKS =
      List.of("helm_classic", "helm_capabilities", "helm_safety");

  private static final Set<String> WORST_CASES = Set.of("robustness", "fairness");

  private final List<Members> stats;
  private final HelmSpec spec;
  private final BuiltInBenchmarks benchmarks;
  private final Draft draft;
  private final String settings;

  /** By split and sub-split. */
  private final Map<List<String>, Long> items;

  HelmStats(List<Json> stats, HelmSpec spec, BuiltInBenchmarks benchmarks, Draft draft) {
    this.stats = stats.stream().map(Members::of).toList();
    this.spec = spec;
    this.benchmarks = benchmarks;
    this.draft = draft;
    this.items = countItems();
    this.settings =
        draft.settings(spec.groups().stream().findFirst().orElse("run"), spec.settings(draft));
  }

  void readAll() {
    for (int i = 0; i < stats.size(); i++) {
      read(stats.get(i), "/" + i + "/mean");
    }
  }

  private void read(Members stat, String pointer) {
    Json written = stat.get("mean").orElseGet(Json::ofNull);
    Members name = stat.in("name");
    String metric = name.text("name").orElse("");
    if (!stat.has("mean") && stat.whole("count").filter(count -> count == 0).isPresent()) {
      draft.leave(pointer, written, "There is no value: it was counted in no trial.");
    } else if (BOOKKEEPING.matcher(metric).matches()) {
      draft.leave(pointer, written, "It says what the run did and is no score of its answers.");
    } else {
      Optional<String> value = draft.decimal(pointer, written);
      value.ifPresent(decimal -> read(name, metric, decimal, pointer, written));
    }
  }

  private void read(Members name, String metric, String value, String pointer, Json written) {
    Optional<BenchmarkTask> task = task(metric);
    Members perturbation = name.in("perturbation");
    String worst = worstCase(perturbation);
    if (task.isEmpty()) {
      draft.leaveUnregistered(pointer, written, String.join(", ", spec.groups()));
    } else if (worst != null && !benchmarks.isAccuracy(task.get().benchmark(), metric)) {
      draft.leave(
          pointer, written, "HELM repeats it by perturbation, but " + worst + " is of accuracy.");
    } else {
      String variant = variant(name, perturbation, worst == null ? null : metric);
      var measurement =
          new Measurement(
              task.get(),
              worst == null ? metric : worst,
              null,
              null,
              draft.orUnknown(name.text("split").map(Ascii::id)),
              variant);
      draft.add(pointer, written, measurement, settings, Figures.of(value, items(name)));
    }
  }

  /** The scenario in the first collection that has it with this metric, or else has it at all. */
  private Optional<BenchmarkTask> task(String metric) {
    List<BenchmarkTask> found =
        BENCHMARKS.stream()
            .flatMap(id -> spec.groups().stream().flatMap(g -> benchmarks.task(id, g).stream()))
            .toList();
    return found.stream()
        .filter(task -> benchmarks.metrics(task.benchmark()).contains(metric))
        .findFirst()
        .or(() -> found.stream().findFirst());
  }

  private static @Nullable String worstCase(Members perturbation) {
    boolean worst = perturbation.text("computed_on").filter("worst"::equals).isPresent();
    return worst ? perturbation.text("name").filter(WORST_CASES::contains).orElse(null) : null;
  }

  /** What tells numbers of one scenario and metric apart. */
  private @Nullable String variant(Members name, Members perturbation, @Nullable String metric) {
    String changes = metric == null ? described(perturbation) : metric;
    String variant =
        Stream.of(spec.part().orElse(""), name.text("sub_split").orElse(""), changes)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(","));
    return variant.isEmpty() ? null : variant;
  }

  private static String described(Members perturbation) {
    var members = new TreeMap<>(perturbation.object().members());
    members.keySet().removeAll(WORST_CASES);
    return members.entrySet().stream()
        .map(member -> member.getKey() + "=" + plain(member.getValue()))
        .collect(Collectors.joining(","));
  }

  private static String plain(Json value) {
    return value instanceof JsonString(var text) ? text : value.canonical().utf8();
  }

  /** Instances of the same split, which are counted without perturbation alone. */
  private Optional<Long> items(Members name) {
    return Optional.ofNullable(items.get(part(name)))
        .or(() -> Optional.ofNullable(items.get(List.of(name.text("split").orElse(""), ""))));
  }

  private static List<String> part(Members name) {
    return List.of(name.text("split").orElse(""), name.text("sub_split").orElse(""));
  }

  private Map<List<String>, Long> countItems() {
    return stats.stream()
        .filter(stat -> stat.in("name").text("name").filter("num_instances"::equals).isPresent())
        .filter(stat -> !stat.in("name").has("perturbation"))
        .filter(stat -> stat.whole("mean").filter(items -> items > 0).isPresent())
        .collect(
            Collectors.toMap(
                stat -> part(stat.in("name")),
                stat -> stat.whole("mean").orElseThrow(),
                (one, other) -> one));
  }
}
