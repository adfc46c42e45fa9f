package org.evalledger.harness;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalledger.harness.Conversion.Converted;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.ModelId;

/**
 * {@code results.json} of the EvalPlus leaderboard: by model, {@code pass@1} of four suites, in
 * percent where all other formats have fractions, and the size in billions. Of a mixture of experts
 * that size is what takes part in one token (37 for DeepSeek-V3, which has 671), so that it is the
 * number of all weights only where the model's name says so too.
 */
final class EvalPlusLeaderboard implements HarnessFormat {
  private static final String FORMAT = "the EvalPlus leaderboard";
  private static final Pattern REPOSITORY =
      Pattern.compile("https://huggingface\\.co/([A-Za-z0-9][\\w.-]*)/([\\w.-]+)/?");
  private static final BigDecimal LARGEST_SIZE = BigDecimal.valueOf(1_000_000);

  private final BuiltInBenchmarks benchmarks;

  EvalPlusLeaderboard(BuiltInBenchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  @Override
  public Optional<Conversion> convert(
      HarnessFile file, Provenance provenance, Overrides overrides) {
    if (!(file.json() instanceof LooseJson.Value(JsonObject object)) || !isLeaderboard(object)) {
      return Optional.empty();
    }
    if (overrides.given()) {
      return Optional.of(NamedModel.SEVERAL);
    }
    var table = new Members(object);
    var statements = new ArrayList<JsonObject>();
    var left = new ArrayList<Left>();
    for (String name : table.names()) {
      Draft draft = read(name, table.in(name));
      NamedModel model = model(name, table.in(name), file);
      Converted one =
          model.converted(
              draft, HarnessRun.of("evalplus", draft), file, provenance, Overrides.NONE);
      statements.addAll(one.statements());
      left.addAll(one.left());
    }
    return Optional.of(new Converted(statements, left));
  }

  private static boolean isLeaderboard(JsonObject table) {
    return !table.members().isEmpty()
        && table.members().values().stream()
            .allMatch(model -> !Members.of(model).in("pass@1").isEmpty());
  }

  /** A repository that the link names is the model's id where it is called the same. */
  private static NamedModel model(String name, Members entry, HarnessFile file) {
    Matcher link = REPOSITORY.matcher(entry.text("link").orElse(""));
    boolean same = link.matches() && letters(link.group(2)).equals(letters(name));
    ModelName written =
        same
            ? ModelName.parse(link.group(1) + "/" + link.group(2), file)
            : new ModelName(new ModelId("_", Ascii.name(name)), false);
    Optional<Long> size =
        entry.number("size").map(BigDecimal::new).flatMap(EvalPlusLeaderboard::weights);
    OptionalLong nominal =
        new ModelName(new ModelId("_", Ascii.name(name)), false).nominalParameters();
    return new NamedModel(
        written,
        size.filter(weights -> nominal.isPresent() && agree(weights, nominal.getAsLong())),
        size,
        Optional.empty(),
        Optional.empty());
  }

  /** Names round; experts differ by far more. */
  private static boolean agree(long weights, long nominal) {
    return weights / 5 * 4 <= nominal && nominal / 5 * 4 <= weights;
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]", "");
  }

  private static Optional<Long> weights(BigDecimal billions) {
    return billions.signum() > 0 && billions.compareTo(LARGEST_SIZE) < 0
        ? Optional.of(billions.movePointRight(9).longValue()).filter(count -> count > 0)
        : Optional.empty();
  }

  private Draft read(String name, Members entry) {
    var draft = new Draft(FORMAT, benchmarks);
    Members scores = entry.in("pass@1");
    String settings = draft.settings("leaderboard", settings(entry, draft));
    for (String suite : scores.names()) {
      String pointer = Fault.child(Fault.child(Fault.child("", name), "pass@1"), suite);
      Json written = scores.get(suite).orElseGet(Json::ofNull);
      draft
          .decimal(pointer, written)
          .ifPresent(v -> add(pointer, written, suite, v, settings, draft));
    }
    return draft;
  }

  private void add(
      String pointer, Json written, String suite, String percent, String settings, Draft draft) {
    Optional<BenchmarkTask> task = task(suite);
    if (task.isEmpty()) {
      draft.leaveUnregistered(pointer, written, suite);
      return;
    }
    String fraction = new BigDecimal(percent).movePointLeft(2).toPlainString();
    var measurement = new Measurement(task.get(), "pass@k", 1L, null, draft.unknown(), null);
    draft.add(pointer, written, measurement, settings, Figures.of(fraction, Optional.empty()));
  }

  /** Its numbers are of the release of 378 tasks: 97 of 104 are a whole number of 378. */
  private static Optional<BenchmarkTask> task(String suite) {
    return switch (suite) {
      case "humaneval", "humaneval+" ->
          Optional.of(EvalPlusSuites.of(false, suite.endsWith("+"), 0));
      case "mbpp", "mbpp+" -> Optional.of(EvalPlusSuites.of(true, suite.endsWith("+"), 0));
      default -> Optional.empty();
    };
  }

  private static JsonObject settings(Members entry, Draft draft) {
    var hyperparameters = Json.object();
    entry
        .get("prompted")
        .filter(Json.JsonBoolean.class::isInstance)
        .ifPresent(prompted -> hyperparameters.put("prompted", prompted));
    return draft.littleKnown(Optional.empty(), hyperparameters.build());
  }
}
