package org.evalledger.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.evalledger.harness.BuiltInBenchmarks;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.json.Json.ObjectBuilder;
import org.evalledger.suspicion.backtest.ScoreRow;
import org.evalledger.suspicion.backtest.ScoreTable;
import org.jspecify.annotations.Nullable;

/**
 * A large ledger made from two real leaderboards. Their models come as they are; each further model
 * is made from one of them: its name with an ending in another namespace, its size, and its scores
 * moved by a common and a single error of a point and a half and one point. Every second model has
 * the scores of a model of the other board too, every twelfth the 57 subjects of MMLU, and every
 * fortieth was measured by three evaluators. Equal questions give equal ledgers.
 */
final class BenchBoards {
  /** Benchmarks by the names that the tables have for them. */
  private static final Map<String, String> BENCHMARKS =
      Map.ofEntries(
          Map.entry("ARC", "arc_challenge"),
          Map.entry("HellaSwag", "hellaswag"),
          Map.entry("MMLU", "mmlu"),
          Map.entry("TruthfulQA", "truthfulqa"),
          Map.entry("Winogrande", "winogrande"),
          Map.entry("GSM8K", "gsm8k"),
          Map.entry("MMLU-PRO", "mmlu_pro"),
          Map.entry("BBH", "bbh_leaderboard"),
          Map.entry("GPQA", "gpqa"),
          Map.entry("IFEval", "ifeval"),
          Map.entry("MATH-Lvl-5", "math_lvl_5"),
          Map.entry("MUSR", "musr"));

  private static final Set<String> GROUPS =
      Set.of("humanities", "social_sciences", "stem", "other");
  private static final List<String> ENDINGS =
      List.of(
          "instruct", "dpo", "sft", "merge", "chat", "v2", "slerp", "orpo", "math", "uncensored");

  private final List<ScoreTable.Entry> entries;
  private final List<JsonObject> subjects;
  private final int submitters;

  private BenchBoards(List<ScoreTable.Entry> entries, List<JsonObject> subjects, int submitters) {
    this.entries = entries;
    this.subjects = subjects;
    this.submitters = submitters;
  }

  /**
   * Reads the tables.
   *
   * @param directory that they lie in
   * @param submitters how many share in the work
   */
  static BenchBoards read(Path directory, int submitters) throws IOException {
    List<ScoreTable.Entry> first = table(directory.resolve("open-llm-leaderboard-v1.csv"));
    List<ScoreTable.Entry> second = table(directory.resolve("open-llm-leaderboard-v2.csv"));
    var mixed = new ArrayList<ScoreTable.Entry>();
    for (int i = 0; i < Integer.min(first.size(), second.size()); i++) {
      mixed.add(first.get(i));
      mixed.add(second.get(i));
    }
    return new BenchBoards(mixed, subjects(), submitters);
  }

  /** Those that both boards have results on. */
  static List<String> benchmarks() {
    return BENCHMARKS.values().stream().sorted().toList();
  }

  private static List<ScoreTable.Entry> table(Path file) throws IOException {
    try (var in = Files.newBufferedReader(file)) {
      return ScoreTable.read(in).entries().stream()
          .filter(entry -> entry.rows().stream().allMatch(row -> row.billions() != null))
          .filter(
              entry ->
                  entry.rows().getFirst().model().matches("[!-~&&[^\"\\\\/]]+/[!-~&&[^\"\\\\/]]+"))
          .toList();
    }
  }

  private static List<JsonObject> subjects() {
    return BuiltInBenchmarks.load().documents().stream()
        .filter(document -> "mmlu".equals(text(document, "benchmark")))
        .flatMap(
            document ->
                document.get("tasks") instanceof JsonArray(var tasks)
                    ? tasks.stream()
                    : Stream.empty())
        .map(JsonObject.class::cast)
        .filter(task -> !GROUPS.contains(text(task, "id")))
        .toList();
  }

  private static String text(JsonObject object, String member) {
    return switch (object.get(member)) {
      case JsonString(var text) -> text;
      case JsonNumber(var text) -> text;
      case null, default -> "";
    };
  }

  /**
   * An evaluation that nobody signed yet.
   *
   * @param submitter number of the one who says it
   * @param model whom it is about
   * @param results how many there are in it
   * @param members of the statement, behind those that every statement begins with
   */
  record Evaluation(int submitter, String model, int results, JsonObject members) {}

  /** Evaluations with {@code wanted} results or a few more. */
  List<Evaluation> evaluations(int wanted) {
    var all = new ArrayList<Evaluation>();
    var seen = new HashSet<String>();
    int results = 0;
    for (int number = 0; results < wanted; number++) {
      for (Evaluation evaluation : ofModel(number, seen)) {
        all.add(evaluation);
        results += evaluation.results();
      }
    }
    return all;
  }

  /** Further ones without end, of models from {@code first} on. */
  Iterator<Evaluation> more(int first) {
    return IntStream.iterate(first, number -> number + 1)
        .mapToObj(number -> ofModel(number, new HashSet<>()).getFirst())
        .iterator();
  }

  private List<Evaluation> ofModel(int number, Set<String> seen) {
    ScoreTable.Entry own = entries.get(number % entries.size());
    ScoreRow first = own.rows().getFirst();
    boolean real = number < entries.size() && seen.add(first.model());
    var subject = new Subject(number, real ? first.model() : derived(number, first), first, real);
    var noise = new Noise(number, real);
    int submitter = number % submitters;
    var all = new ArrayList<Evaluation>();
    all.add(evaluation(subject, "main", submitter, scores(own, noise)));
    if (number % 2 == 1) {
      ScoreTable.Entry other = entries.get((number + 1) % entries.size());
      all.add(evaluation(subject, "main", submitter, scores(other, new Noise(number, false))));
    }
    if (number % 12 == 5) {
      all.add(evaluation(subject, "main", submitter, ofSubjects(new Noise(number, false))));
    }
    if (number % 40 == 7) {
      var again = new Noise(number, false);
      int second = (number + 1) % submitters;
      all.add(evaluation(subject, "main", second, scores(own, again)));
      int third = (number + 2) % submitters;
      all.add(evaluation(subject, "step-" + number, third, scores(own, again)));
    }
    return all;
  }

  private String derived(int number, ScoreRow row) {
    String owner = entries.get((int) (number * 7L % entries.size())).rows().getFirst().model();
    return "%s%s-%s-%d"
        .formatted(
            owner.substring(0, owner.indexOf('/')),
            row.model().substring(row.model().indexOf('/')),
            ENDINGS.get(number % ENDINGS.size()),
            number);
  }

  private record Subject(int number, String id, ScoreRow row, boolean real) {}

  private record Score(
      String benchmark,
      @Nullable String task,
      String metric,
      BigDecimal value,
      long items,
      int shots) {}

  /** What moves the scores of a made model; nothing moves those of a real one. */
  private static final class Noise {
    private final Random random;
    private final boolean none;
    private final double skill;

    Noise(int number, boolean none) {
      this.random = new Random(number);
      this.none = none;
      this.skill = 0.015 * random.nextGaussian();
    }

    /** A whole number of right answers near {@code value}. */
    BigDecimal moved(BigDecimal value, long items) {
      if (none) {
        return value;
      }
      double moved = Math.clamp(value.doubleValue() + skill + 0.01 * random.nextGaussian(), 0, 1);
      return BigDecimal.valueOf(Math.round(moved * items))
          .divide(BigDecimal.valueOf(items), new MathContext(16, RoundingMode.HALF_EVEN));
    }

    double level() {
      return 0.45 + 0.2 * random.nextDouble();
    }
  }

  private static List<Score> scores(ScoreTable.Entry entry, Noise noise) {
    var scores = new ArrayList<Score>();
    for (ScoreRow row : entry.rows()) {
      BigDecimal value = row.scale().equals("0-100") ? row.score().movePointLeft(2) : row.score();
      long items = row.items() == null ? 1_000 : row.items();
      String benchmark = BENCHMARKS.getOrDefault(row.benchmark(), row.benchmark());
      int shots = row.shots() == null ? 0 : row.shots();
      scores.add(new Score(benchmark, null, row.metric(), noise.moved(value, items), items, shots));
    }
    return scores;
  }

  private List<Score> ofSubjects(Noise noise) {
    double level = noise.level();
    var scores = new ArrayList<Score>();
    for (JsonObject task : subjects) {
      String id = text(task, "id");
      long items = Long.parseLong(text(task, "items"));
      var value = BigDecimal.valueOf(level + 0.1 * new Random(id.hashCode()).nextGaussian());
      scores.add(new Score("mmlu", id, "acc", noise.moved(value, items), items, 5));
    }
    return scores;
  }

  private static Evaluation evaluation(
      Subject subject, String revision, int submitter, List<Score> scores) {
    ObjectBuilder settings = Json.object();
    scores.forEach(score -> settings.put(score.benchmark(), settings(score.shots())));
    JsonObject members =
        Json.object()
            .put("model", model(subject, revision))
            .put("run", BenchStatements.run("undisclosed"))
            .put("settings", settings.build())
            .put("results", Json.of(scores.stream().map(BenchBoards::result).toList()))
            .build();
    return new Evaluation(submitter, subject.id(), scores.size(), members);
  }

  private static Json model(Subject subject, String revision) {
    BigDecimal billions = Objects.requireNonNull(subject.row().billions());
    return Json.object()
        .put("id", subject.id())
        .put("revision", revision)
        .put("parameters", billions.movePointRight(9).longValue())
        .put("baseModel", subject.real() ? Json.ofNull() : Json.of(subject.row().model()))
        .build();
  }

  private static Json settings(int shots) {
    return Json.object()
        .put("shots", shots)
        .put("seed", 1234)
        .put("promptTemplate", Json.object().put("unknown", "undisclosed").build())
        .put("hyperparameters", Json.object().put("temperature", 0).build())
        .build();
  }

  private static Json result(Score score) {
    ObjectBuilder result =
        Json.object().put("benchmark", score.benchmark()).put("benchmarkVersion", "1");
    if (score.task() != null) {
      result.put("task", score.task());
    }
    return result
        .put("metric", score.metric())
        .put("filter", "none")
        .put("value", score.value().toPlainString())
        .put("samples", score.items())
        .put("settings", score.benchmark())
        .build();
  }
}
