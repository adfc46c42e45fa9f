package org.evalledger.harness;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;

/**
 * A results file of lm-evaluation-harness, of either age, as one shape. Since 0.4 (November 2023) a
 * metric's key is {@code <metric>,<filter>}; before, it is the metric alone. A bare object of
 * tasks, as people keep by hand, counts too where its keys have the newer form.
 *
 * @param file where it came from
 * @param document all of it
 * @param results numbers by task or group
 * @param groups numbers by group, most of them in {@code results} as well
 * @param resultsPointer where {@code results} stand in the document
 */
record LmEvalFile(
    HarnessFile file, Members document, Members results, Members groups, String resultsPointer) {
  /** Members of a task's results that are no metrics: names, and how many samples there were. */
  private static final Set<String> NO_METRICS =
      Set.of("alias", "name", "samples", "sample_len", "sample_count", "effective_num_docs");

  private static final Pattern STDERR = Pattern.compile(".*_stderr(,.*)?");

  /** The file, when {@code json} has the shape of one. */
  static Optional<LmEvalFile> of(HarnessFile file, Json json) {
    if (!(json instanceof JsonObject object)) {
      return Optional.empty();
    }
    var document = new Members(object);
    if (document.has("results")) {
      Members results = document.in("results");
      boolean known =
          document.has("versions") || document.has("configs") || hasFilteredMetric(results);
      boolean lighteval = document.has("config_general");
      return known && !lighteval && holdsObjectsOnly(results)
          ? Optional.of(new LmEvalFile(file, document, results, document.in("groups"), "/results"))
          : Optional.empty();
    }
    return holdsObjectsOnly(document) && hasFilteredMetric(document)
        ? Optional.of(new LmEvalFile(file, Members.of(null), document, Members.of(null), ""))
        : Optional.empty();
  }

  private static boolean holdsObjectsOnly(Members members) {
    return members.object().members().values().stream().allMatch(JsonObject.class::isInstance);
  }

  private static boolean hasFilteredMetric(Members results) {
    return results.names().stream()
        .flatMap(task -> results.in(task).names().stream())
        .anyMatch(key -> key.indexOf(',') > 0);
  }

  /** Whether {@code key} of a task's results is a metric, and not its error or a name. */
  static boolean isMetric(String key) {
    return !NO_METRICS.contains(key) && !STDERR.matcher(key).matches();
  }

  Members config() {
    return document.in("config");
  }

  /** How the task {@code name} was set up; empty for groups and in old files. */
  Members task(String name) {
    return document.in("configs").in(name);
  }

  /** Whether {@code name} pools the numbers of other tasks. */
  boolean isGroup(String name) {
    return groups.has(name) || !document.in("group_subtasks").texts(name).isEmpty();
  }

  /** The tasks below {@code name}: of a group, all within it; of a task, itself. */
  Set<String> leaves(String name) {
    var leaves = new LinkedHashSet<String>();
    collect(name, new LinkedHashSet<>(), leaves);
    return leaves;
  }

  private void collect(String name, Set<String> seen, Set<String> leaves) {
    List<String> parts = document.in("group_subtasks").texts(name);
    if (parts.isEmpty()) {
      leaves.add(name);
    } else if (seen.add(name)) {
      parts.forEach(part -> collect(part, seen, leaves));
    }
  }
}
