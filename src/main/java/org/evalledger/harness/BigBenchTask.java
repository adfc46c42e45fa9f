package org.evalledger.harness;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.statement.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * Reads the scores of a task of BIG-bench. To the numbers that stand there it adds the normalised
 * one of the preferred metric, 100 · (raw − low) / (high − low): 0 is what guessing reaches, 100
 * very good, and worse than guessing is negative (Srivastava et al. 2022, §2.1).
 */
final class BigBenchTask {
  private static final String NORMALISED = "normalized_preferred_metric";

  /** Digits that a score keeps when it is normalised. */
  private static final MathContext PRINTED = new MathContext(16, RoundingMode.HALF_EVEN);

  private final Members task;
  private final BuiltInBenchmarks benchmarks;
  private final Draft draft;

  BigBenchTask(Members task, BuiltInBenchmarks benchmarks, Draft draft) {
    this.task = task;
    this.benchmarks = benchmarks;
    this.draft = draft;
  }

  /** All numbers of one subtask at one number of shots. */
  void read(Members score, String pointer) {
    Members values = score.in("score_dict");
    String settings =
        draft.settings(
            shots(score), draft.littleKnown(score.whole("number_of_shots"), Json.object().build()));
    for (String metric : values.names()) {
      String at = Fault.child(pointer + "/score_dict", metric);
      Json written = values.get(metric).orElseGet(Json::ofNull);
      draft
          .decimal(at, written)
          .ifPresent(value -> add(score, metric, value, at, written, settings));
    }
    normalised(score)
        .ifPresent(
            value -> add(score, NORMALISED, value, pointer, new JsonNumber(value), settings));
  }

  private void add(
      Members score, String metric, String value, String pointer, Json written, String settings) {
    String[] name = name(score).split(":", 2);
    Optional<BenchmarkTask> found =
        benchmarks.task("bigbench", name[0]).or(() -> benchmarks.resolve("bigbench_" + name[0]));
    if (found.isEmpty()) {
      draft.leaveUnregistered(pointer, written, name[0]);
      return;
    }
    @Nullable String variant = name.length == 2 && !name[1].isBlank() ? name[1] : null;
    var measurement =
        new Measurement(found.get(), Ascii.id(metric), null, null, draft.unknown(), variant);
    draft.add(pointer, written, measurement, settings, Figures.of(value, Optional.empty()));
  }

  /** {@code task} or {@code task:subtask}; older files name the task beside the scores alone. */
  private String name(Members score) {
    String described = score.text("subtask_description").orElse("");
    String named = task.text("name").or(() -> task.text("task_name")).orElse("");
    if (described.isEmpty() || described.equals(named)) {
      return named;
    }
    return named.isEmpty() || described.startsWith(named + ":")
        ? described
        : named + ":" + described;
  }

  private static Optional<String> normalised(Members score) {
    Optional<BigDecimal> raw =
        score.text("preferred_score").flatMap(name -> number(score.in("score_dict"), name));
    Optional<BigDecimal> low = number(score, "low_score");
    Optional<BigDecimal> high = number(score, "high_score");
    if (raw.isEmpty() || low.isEmpty() || high.isEmpty() || low.get().compareTo(high.get()) >= 0) {
      return Optional.empty();
    }
    BigDecimal share =
        raw.get()
            .subtract(low.get())
            .divide(high.get().subtract(low.get()), MathContext.DECIMAL128);
    return Optional.of(share.movePointRight(2).round(PRINTED).stripTrailingZeros().toPlainString());
  }

  private static Optional<BigDecimal> number(Members members, String name) {
    return members.number(name).filter(Decimal::isDecimal).map(BigDecimal::new);
  }

  private static String shots(Members score) {
    return score.whole("number_of_shots").map(shots -> shots + "-shot").orElse("unknown-shots");
  }
}
