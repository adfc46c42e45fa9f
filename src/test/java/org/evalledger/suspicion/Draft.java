package org.evalledger.suspicion;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
import org.evalledger.record.Relation;
import org.evalledger.statement.Metric;
import org.evalledger.statement.Metric.Direction;
import org.evalledger.statement.Result.StderrMethod;
import org.jspecify.annotations.Nullable;

/** A statement in the making: by the model's owner, dense, full runs, unless said otherwise. */
final class Draft {
  static final long ITEMS = 1_000;

  private record Cell(ProtocolKey protocol, Measure measure, Reported reported) {}

  private final String model;
  private String organisation;
  private List<String> owners;
  private List<String> affiliates = List.of();
  private List<String> kin = List.of();
  private boolean evaluator;
  private boolean collector;
  private String revision = "main";
  private List<String> lineage = List.of();
  private Size size = new Size.Unknown("undisclosed");
  private boolean adapted;
  private Instant time = Instant.parse("2024-06-01T00:00:00Z");
  private Relation relation = Relation.FIRST_PARTY;
  private @Nullable String sourceUrl;
  private @Nullable Position supersedes;
  private boolean limited;
  private final List<Cell> cells = new ArrayList<>();

  private Draft(String model) {
    this.model = model;
    this.organisation = model.substring(0, model.indexOf('/'));
    this.owners = List.of(organisation);
  }

  static Draft of(String model) {
    return new Draft(model);
  }

  String model() {
    return model;
  }

  Draft by(String submitter, boolean asEvaluator) {
    organisation = submitter;
    evaluator = asEvaluator;
    relation = owners.contains(submitter) ? Relation.FIRST_PARTY : Relation.THIRD_PARTY;
    return this;
  }

  /** By one that the operator made a collector. */
  Draft byCollector(String submitter) {
    collector = true;
    return by(submitter, false);
  }

  Draft collectedFrom(String url) {
    relation = Relation.COLLECTED;
    sourceUrl = url;
    return this;
  }

  Draft ownedBy(String... organisations) {
    owners = List.of(organisations);
    return this;
  }

  Draft affiliates(String... organisations) {
    affiliates = List.of(organisations);
    return this;
  }

  /** Organisations that alone say that they count as one with an owner. */
  Draft kin(String... organisations) {
    kin = List.of(organisations);
    return this;
  }

  Draft revision(String name) {
    revision = name;
    return this;
  }

  Draft from(String... ancestors) {
    lineage = List.of(ancestors);
    return this;
  }

  Draft billions(double total) {
    size = new Size.Dense(count(total));
    return this;
  }

  Draft mixture(double total, double active) {
    size = new Size.Mixture(count(total), count(active));
    return this;
  }

  private static ParameterCount count(double billions) {
    return new ParameterCount(BigDecimal.valueOf(billions).movePointRight(9));
  }

  Draft adapted() {
    adapted = true;
    return this;
  }

  Draft at(Instant when) {
    time = when;
    return this;
  }

  Draft limited() {
    limited = true;
    return this;
  }

  Draft superseding(Position earlier) {
    supersedes = earlier;
    return this;
  }

  /** A share of {@link #ITEMS} items under the usual protocol. */
  Draft score(String benchmark, String value) {
    return score(benchmark, new Reported(new BigDecimal(value), ITEMS, null, StderrMethod.UNKNOWN));
  }

  Draft score(String benchmark, Reported reported) {
    return score(protocol(benchmark, 5), fraction(), reported);
  }

  Draft score(ProtocolKey protocol, Measure measure, Reported reported) {
    cells.add(new Cell(protocol, measure, reported));
    return this;
  }

  static ProtocolKey protocol(String benchmark, int shots) {
    return new ProtocolKey(
        benchmark, "1", null, "acc", "none", "lm-evaluation-harness", shots, "standard");
  }

  static Measure fraction() {
    return new Measure(
        Metric.Kind.PROPORTION,
        new Direction.Higher(),
        BigDecimal.ZERO,
        BigDecimal.ONE,
        new BigDecimal("0.25"),
        ITEMS,
        1,
        false,
        0);
  }

  private Subject subject() {
    boolean byOwner = owners.contains(organisation);
    return new Subject(
        model,
        revision,
        owners,
        kin,
        byOwner ? lineage : List.of(),
        byOwner ? List.of() : lineage,
        size,
        new Size.Unknown("not stated"),
        adapted);
  }

  List<Observation> observations(long index) {
    var observations = new ArrayList<Observation>();
    for (var cell : cells) {
      observations.add(
          new Observation(
              new Position(index, observations.size()),
              new Submitter(organisation, organisation, affiliates, evaluator, collector),
              subject(),
              cell.protocol(),
              cell.measure(),
              cell.reported(),
              Times.at(time),
              relation,
              Rung.SIGNED,
              limited,
              sourceUrl,
              supersedes));
    }
    return observations;
  }
}
