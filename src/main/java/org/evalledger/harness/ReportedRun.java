package org.evalledger.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonBoolean;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.ledger.Benchmark;
import org.evalledger.ledger.Ledger;
import org.evalledger.statement.BenchmarkStatement;
import org.evalledger.statement.BenchmarkVersion;
import org.jspecify.annotations.Nullable;

/** What the facts of an evaluation say about how to run it again. */
final class ReportedRun {
  /** Nothing that could be taken for the next argument inside an argument. */
  private static final Pattern SINGLE = Pattern.compile("[A-Za-z0-9_@%+:./-]+");

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}");
  private static final Pattern RELEASE = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.+!_-]*");

  private final JsonObject facts;
  private final Ledger ledger;

  ReportedRun(JsonObject facts, Ledger ledger) {
    this.facts = facts;
    this.ledger = ledger;
  }

  /**
   * What was run under the same settings.
   *
   * @param settings by name, as in the facts
   * @param tasks names by which harnesses may call each thing that was measured
   * @param tries the numbers of tries of pass-at-k metrics
   */
  record Part(Settings settings, Set<TaskName> tasks, Set<Long> tries) {}

  /**
   * A thing that was measured.
   *
   * @param benchmark its id
   * @param task part of it; null for all of it
   * @param names it goes by, the likeliest first; none where a part has no other name
   */
  record TaskName(String benchmark, @Nullable String task, List<String> names) {
    /** What it is called; a blank where that is not known or could be taken for several. */
    String name(Blanks blanks) {
      return names.stream()
          .filter(name -> SINGLE.matcher(name).matches())
          .findFirst()
          .orElseGet(
              () ->
                  blanks.mark(
                      "the harness's name of benchmark %s%s"
                          .formatted(benchmark, task == null ? "" : ", task " + task)));
    }

    /** The part's own id as one word, for harnesses whose tasks the registry names as they do. */
    String single(Blanks blanks) {
      return Optional.ofNullable(task)
          .filter(id -> SINGLE.matcher(id).matches())
          .orElseGet(() -> blanks.mark("the harness's name of benchmark " + benchmark));
    }
  }

  String harness() {
    return id("run", "harness", "name").orElse("");
  }

  /** Id of the model; a blank where it would be taken for more than one argument. */
  String model(Blanks blanks) {
    return id("model", "id")
        .filter(name -> SINGLE.matcher(name).matches())
        .map(name -> name.startsWith("_/") ? name.substring(2) : name)
        .filter(name -> !name.startsWith("-"))
        .orElseGet(() -> blanks.mark("model"));
  }

  /** A member of the model as one argument: what it is, or a blank. */
  String model(String member, Blanks blanks) {
    return id("model", member)
        .filter(text -> SINGLE.matcher(text).matches())
        .orElseGet(() -> blanks.mark(why(member, "model", member)));
  }

  /** A member of the model; empty where nothing usable is said. */
  Optional<String> optionalOfModel(String member) {
    return id("model", member).filter(text -> SINGLE.matcher(text).matches());
  }

  /** A member of the model, whatever it says; not for a command as it stands. */
  Optional<String> saysOfModel(String member) {
    return id("model", member);
  }

  /** How {@code distribution} is installed as it was: the commit before the release. */
  String requirement(String distribution, String repository, Blanks blanks) {
    return id("run", "harness", "revision")
        .filter(revision -> COMMIT.matcher(revision).matches())
        .map(revision -> "%s @ git+%s@%s".formatted(distribution, repository, revision))
        .or(() -> release().map(version -> distribution + "==" + version))
        .orElseGet(
            () ->
                distribution
                    + "=="
                    + blanks.mark(why("version of the harness", "run", "harness", "version")));
  }

  private Optional<String> release() {
    return id("run", "harness", "version")
        .filter(version -> RELEASE.matcher(version).matches())
        .map(version -> version.startsWith("v") ? version.substring(1) : version);
  }

  private Optional<String> id(String... path) {
    return at(facts, path) instanceof JsonString(var text) ? Optional.of(text) : Optional.empty();
  }

  /** {@code what}, and that somebody knows it and does not say, where it is so. */
  private String why(String what, String... path) {
    return at(facts, path) instanceof JsonObject object
            && object.get("unknown") instanceof JsonString(var why)
            && why.equals("undisclosed")
        ? what + ", undisclosed"
        : what;
  }

  static @Nullable Json at(@Nullable Json json, String... path) {
    Json here = json;
    for (String name : path) {
      here = here instanceof JsonObject object ? object.get(name) : null;
    }
    return here;
  }

  /** What was measured, by the settings it was measured under. */
  List<Part> parts() {
    Map<String, Part> parts = new LinkedHashMap<>();
    List<Json> results = facts.get("results") instanceof JsonArray(var items) ? items : List.of();
    for (Json result : results) {
      String name = at(result, "settings") instanceof JsonString(var text) ? text : "";
      Part part =
          parts.computeIfAbsent(
              name,
              n ->
                  new Part(
                      new Settings(at(facts, "settings", n)),
                      new LinkedHashSet<>(),
                      new TreeSet<>()));
      part.tasks().add(task(result, name));
      if (at(result, "k") instanceof JsonString(var k)) {
        part.tries().add(Long.valueOf(k));
      }
    }
    return new ArrayList<>(parts.values());
  }

  private TaskName task(Json result, String settings) {
    String benchmark = at(result, "benchmark") instanceof JsonString(var text) ? text : "";
    String version = at(result, "benchmarkVersion") instanceof JsonString(var text) ? text : "";
    String task = at(result, "task") instanceof JsonString(var text) ? text : null;
    Optional<BenchmarkStatement> known =
        ledger.benchmark(new BenchmarkVersion(benchmark, version)).map(Benchmark::statement);
    List<String> aliases = known.map(statement -> aliases(statement, task)).orElse(List.of());
    List<String> own = task == null ? List.of(benchmark) : List.of();
    List<String> names = Stream.concat(own.stream(), aliases.stream()).distinct().toList();
    // Importers call settings after the harness's own task where they know it.
    return new TaskName(
        benchmark,
        task,
        Stream.concat(names.stream().filter(settings::equals), names.stream()).distinct().toList());
  }

  private static List<String> aliases(BenchmarkStatement statement, @Nullable String task) {
    String id = statement.benchmark().benchmark();
    return task == null
        ? statement.aliases()
        : statement.tasks().stream()
            .filter(each -> each.id().equals(task))
            .flatMap(each -> each.aliases().stream())
            .sorted((one, other) -> Boolean.compare(other.startsWith(id), one.startsWith(id)))
            .toList();
  }

  /** Settings as they stand in the facts. */
  record Settings(@Nullable Json json) {
    /** A number or word at {@code path}; empty where it is not there, unknown or only a digest. */
    Optional<String> value(String... path) {
      return switch (at(json, path)) {
        case JsonString(var text) -> Optional.of(text);
        case JsonNumber(var text) -> Optional.of(text);
        case JsonBoolean(boolean flag) -> Optional.of(flag ? "True" : "False");
        case null, default -> Optional.empty();
      };
    }

    /** The same as one argument. */
    Optional<String> single(String... path) {
      return value(path).filter(text -> SINGLE.matcher(text).matches());
    }

    /** What a member that somebody gave is, or a blank that says what is known of it. */
    Optional<String> given(String what, Blanks blanks, String... path) {
      Json there = at(json, path);
      if (there == null || isUnknown(there)) {
        return Optional.empty();
      }
      Optional<String> single = single(path);
      return single.isPresent() ? single : Optional.of(blanks.mark(what + digest(there)));
    }

    /** A member that has to be there, or a blank. */
    String required(String what, Blanks blanks, String... path) {
      return single(path).orElseGet(() -> blanks.mark(what + digest(at(json, path))));
    }

    /** Members of an object, where there is one and it is known. */
    Map<String, Json> members(String... path) {
      return at(json, path) instanceof JsonObject(var members) && !members.containsKey("unknown")
          ? members
          : Map.of();
    }

    private static boolean isUnknown(Json value) {
      return value instanceof Json.JsonNull
          || (value instanceof JsonObject object && object.get("unknown") != null);
    }

    private static String digest(@Nullable Json value) {
      if (at(value, "sha256") instanceof JsonString(var hex)) {
        return " with SHA-256 " + hex;
      }
      return at(value, "unknown") instanceof JsonString(var why) && why.equals("undisclosed")
          ? ", undisclosed"
          : "";
    }
  }
}
