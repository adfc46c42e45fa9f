package org.evalledger.baseline;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Folds one statement's results into a state: the rows they are about, and the histories. */
final class StatementFold {
  private final BaselineState state;
  private final ModelRows rows;
  private final Histories histories;
  private final Histories.Allowance allowance;
  private final int row;

  /** By history: what the row's latest is when all results are folded, however many they are. */
  private final Map<Integer, CellResult> entering = new LinkedHashMap<>();

  /** Rows whose results changed. */
  final BitSet changed = new BitSet();

  StatementFold(BaselineState state, Observation first) {
    this.state = state;
    this.rows = state.rows();
    this.histories = state.histories();
    this.allowance = histories.new Allowance();
    this.row = rows.row(first);
    changed.set(row);
  }

  void fold(List<Observation> results, List<CellScores> scores) {
    for (int i = 0; i < results.size(); i++) {
      fold(results.get(i), scores.get(i));
    }
    entering.forEach((key, result) -> histories.get(key).insert(row, result));
  }

  private void fold(Observation observation, CellScores scores) {
    if (observation.supersedes() != null) {
      state.takeOut(observation.supersedes()).ifPresent(changed::set);
    }
    var described = rows.get(row);
    int organisation = rows.organisations.number(observation.submitter().organisation());
    stateByOwners(described, observation.subject());
    double stated = observation.subject().size().log2Billions();
    if (!Double.isNaN(stated)) {
      described.state(organisation, stated);
    }
    var result = result(observation, scores, organisation, described.peerSize());
    if (result != null) {
      hold(described, result);
    }
  }

  private void hold(ModelRow described, CellResult result) {
    state.hold(described, row, result);
    rows.sizes.set(row, described.peerSize());
    rows.months.set(row, described.results.getFirst().months());
    if (!result.peer() || Double.isNaN(result.a())) {
      return;
    }
    enter(result, result.protocol());
    enter(result, result.benchmark());
    var scores = result.scores();
    at(scores.level(), result).ifPresent(stored -> stored.storeSize(result));
    at(scores.profileLevel(), result).ifPresent(stored -> stored.storeProfile(result));
    var benchmark = histories.get(result.benchmark()).stored();
    if (scores.level() == PeerLevel.PROTOCOL) {
      benchmark.storeNearSize(result);
    }
    if (scores.profileLevel() == PeerLevel.PROTOCOL) {
      benchmark.storeNearProfile(result);
    }
    histories.get(result.protocol()).stored().storeJump(result);
  }

  /** Where a figure is stored that was computed at {@code level}. */
  private Optional<StoredFigures> at(PeerLevel level, CellResult result) {
    return switch (level) {
      case PROTOCOL -> Optional.of(histories.get(result.protocol()).stored());
      case BENCHMARK -> Optional.of(histories.get(result.benchmark()).stored());
      case PRIOR -> Optional.empty();
    };
  }

  private void stateByOwners(ModelRow described, Subject subject) {
    double stated = subject.ownersSize().log2Billions();
    if (!Double.isNaN(stated) && !subject.owners().isEmpty()) {
      described.state(rows.organisations.number(subject.owners().getFirst()), stated);
    }
  }

  /**
   * Whoever has no part in the model and no role takes nobody else's place: who states again what
   * is true of others' models would take these out of the comparison with its own.
   */
  private void enter(CellResult result, int key) {
    int slot = histories.get(key).slotOf(row);
    if (slot < 0
        || histories.get(key).organisation(slot) == result.organisation()
        || rows.get(row).speaks(result)) {
      entering.put(key, result);
    }
  }

  /** For those who fold: a fit that is due after entry {@code index}. */
  void refitWhenDue(long index) {
    entering.keySet().forEach(key -> histories.get(key).refitWhenDue(index, rows));
  }

  /** The result as later ones see it; null beyond the keys that a statement may bring. */
  private @Nullable CellResult result(
      Observation observation, CellScores scores, int organisation, double size) {
    int benchmark = allowance.benchmark(observation.protocol().coarse());
    if (benchmark < 0) {
      return null;
    }
    var scaled = Scaled.of(observation.measure(), observation.reported());
    double a = Double.NaN;
    double variance = Double.NaN;
    if (scaled instanceof Scaled.At at) {
      a = at.a();
      variance = at.variance();
    }
    return new CellResult(
        observation.position(),
        allowance.protocol(observation.protocol(), benchmark),
        benchmark,
        observation.peer(),
        a,
        variance,
        observation.fixedVariance(),
        observation.measure().generative(),
        size,
        observation.times().months(),
        observation.weight(),
        organisation,
        counted(observation),
        collector(observation),
        observation.reported().value().stripTrailingZeros().toPlainString(),
        scores);
  }

  /**
   * A disinterested result counts for the model's owner, or for its namespace where nobody was
   * granted it; any other for its submitter.
   */
  int counted(Observation observation) {
    var subject = observation.subject();
    var owner = subject.owners().isEmpty() ? subject.namespace() : subject.owners().getFirst();
    return rows.organisations.number(
        observation.disinterested() ? owner : observation.submitter().organisation());
  }

  /** Who answers for it where it counts for a namespace that nobody owns, −1 elsewhere. */
  int collector(Observation observation) {
    return observation.disinterested() && observation.subject().owners().isEmpty()
        ? rows.organisations.number(observation.submitter().organisation())
        : -1;
  }
}
