package org.evalledger.catalogue;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The members of a {@link Score} in their order, as columns of a table. */
enum ScoreColumn {
  INDEX("index", Kind.WHOLE),
  RESULT("result", Kind.WHOLE),
  MODEL("model", Kind.TEXT),
  REVISION("revision", Kind.TEXT),
  PRECISION("precision", Kind.TEXT),
  ADAPTER("adapter", Kind.TEXT),
  PARAMETERS("parameters", Kind.WHOLE),
  BENCHMARK("benchmark", Kind.TEXT),
  BENCHMARK_VERSION("benchmarkVersion", Kind.TEXT),
  TASK("task", Kind.TEXT),
  METRIC("metric", Kind.TEXT),
  FILTER("filter", Kind.TEXT),
  K("k", Kind.WHOLE),
  VARIANT("variant", Kind.TEXT),
  VALUE("value", Kind.TEXT),
  STDERR("stderr", Kind.TEXT),
  SAMPLES("samples", Kind.WHOLE),
  PROTOCOL("protocol", Kind.TEXT),
  SETTINGS("settings", Kind.TEXT),
  SUBMITTER("submitter", Kind.TEXT),
  RELATION("relation", Kind.TEXT),
  STANDING("standing", Kind.TEXT),
  SUSPICION("suspicion", Kind.FRACTION),
  VERDICT("verdict", Kind.TEXT),
  RECEIVED_AT("receivedAt", Kind.TIME),
  KEY_DOUBTED("keyDoubted", Kind.FLAG);

  private final String title;
  private final Kind kind;

  ScoreColumn(String title, Kind kind) {
    this.title = title;
    this.kind = kind;
  }

  /** What its values are. */
  enum Kind {
    /** {@link String}. */
    TEXT,
    /** {@link Long}. */
    WHOLE,
    /** {@link BigDecimal} from 0 to 1 with six places. */
    FRACTION,
    /** {@link Instant} to the millisecond. */
    TIME,
    /** {@link Boolean}. */
    FLAG
  }

  String title() {
    return title;
  }

  Kind kind() {
    return kind;
  }

  /** The value in {@code score}; null where it has none. */
  @Nullable Object of(Score score) {
    return switch (this) {
      case INDEX -> score.index();
      case RESULT -> (long) score.result();
      case MODEL -> score.model();
      case REVISION -> score.revision();
      case PRECISION -> score.precision();
      case ADAPTER -> score.adapter();
      case PARAMETERS -> score.parameters();
      case BENCHMARK -> score.benchmark();
      case BENCHMARK_VERSION -> score.benchmarkVersion();
      case TASK -> score.task();
      case METRIC -> score.metric();
      case FILTER -> score.filter();
      case K -> tries(score);
      case VARIANT -> score.variant();
      case VALUE -> score.value();
      case STDERR -> score.stderr();
      case SAMPLES -> score.samples();
      case PROTOCOL -> score.protocol();
      case SETTINGS -> score.settings();
      case SUBMITTER -> score.submitter();
      case RELATION -> score.relation();
      case STANDING -> score.standing();
      case SUSPICION -> score.suspicion();
      case VERDICT -> score.verdict();
      case RECEIVED_AT -> score.receivedAt();
      case KEY_DOUBTED -> score.keyDoubted();
    };
  }

  private static @Nullable Long tries(Score score) {
    Integer k = score.k();
    return k == null ? null : k.longValue();
  }
}
