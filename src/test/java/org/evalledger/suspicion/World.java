package org.evalledger.suspicion;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.evalledger.baseline.BaselineState;
import org.evalledger.baseline.Position;

/** A made-up world of honest models: better with size, a little of their own, whole items. */
final class World {
  static final List<String> BENCHMARKS = List.of("alpha", "beta", "gamma", "delta");

  private BaselineState state = new BaselineState();

  /** A world of so many models, one of each organisation, of 1 to 64 billion parameters. */
  static World of(int models) {
    return of(models, draft -> draft);
  }

  /** The same, each statement altered. */
  static World of(int models, UnaryOperator<Draft> altered) {
    return of(models, altered, number -> 0);
  }

  /** The same, each model better by what its number gives. */
  static World of(int models, UnaryOperator<Draft> altered, IntToDoubleFunction better) {
    var world = new World();
    var random = new Random(7);
    for (int i = 0; i < models; i++) {
      double log2 = 6 * random.nextDouble();
      double ability = 0.35 * (log2 - 3) + 0.35 * random.nextGaussian() + better.applyAsDouble(i);
      var draft = Draft.of("org" + i + "/model").billions(Math.pow(2, log2));
      for (int b = 0; b < BENCHMARKS.size(); b++) {
        draft.score(BENCHMARKS.get(b), share(ability - 0.3 * b + 0.1 * random.nextGaussian()));
      }
      world.submit(altered.apply(draft));
    }
    return world;
  }

  /** 1/(1 + exp(−x)), as a whole number of items. */
  static String share(double x) {
    return BigDecimal.valueOf(1 / (1 + Math.exp(-x))).setScale(3, RoundingMode.HALF_EVEN) + "";
  }

  /** What an honest model of {@code log2} size and this much of its own scores everywhere. */
  static Draft honest(String model, double log2, double own) {
    var draft = Draft.of(model).billions(Math.pow(2, log2));
    for (int b = 0; b < BENCHMARKS.size(); b++) {
      draft.score(BENCHMARKS.get(b), share(0.35 * (log2 - 3) + own - 0.3 * b));
    }
    return draft;
  }

  long size() {
    return state.prefix();
  }

  Assessment assess(Draft draft) {
    return SizeProfile1.assess(state, draft.observations(state.prefix()), Thresholds.BUILT_IN);
  }

  Assessment submit(Draft draft) {
    var assessment = assess(draft);
    assessment.foldInto(state);
    return assessment;
  }

  void retire(Position position) {
    state.retire(List.of(position));
  }

  /** The same world, read from its own snapshot. */
  World copy() {
    var bytes = new ByteArrayOutputStream();
    var copy = new World();
    try {
      state.write(new DataOutputStream(bytes));
      copy.state =
          BaselineState.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new IllegalStateException("in memory", e);
    }
    return copy;
  }

  /** The check of that name, there must be one. */
  static Check check(List<Check> checks, String name) {
    return checks.stream().filter(named(name)).findFirst().orElseThrow();
  }

  static boolean has(List<Check> checks, String name) {
    return checks.stream().anyMatch(named(name));
  }

  private static Predicate<Check> named(String name) {
    return check -> check.name().equals(name);
  }
}
