package org.evalledger.catalogue;

import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.evalledger.baseline.ParameterCount;
import org.evalledger.baseline.SizeBand;
import org.evalledger.baseline.SizeBands;

/**
 * What size-matched models score, for pages that ask for it in every row: the figures of {@link
 * Baselines}, each computed once for a size and a length of the log.
 */
@Singleton
public final class Bands {
  /** Results that are remembered, over all questions. */
  private static final long MOST_RESULTS = 400_000;

  private final Remembered<BaselineQuestion, OfBenchmark> remembered;

  Bands(
      Baselines baselines,
      LogSizes sizes,
      @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
    remembered =
        new Remembered<>(
            question -> baselines.sample(question).map(OfBenchmark::new),
            OfBenchmark::models,
            MOST_RESULTS,
            sizes::now,
            executor);
  }

  /** The baseline asked for, of all sizes; empty when there is no such benchmark or metric. */
  public Optional<OfBenchmark> of(BaselineQuestion question) {
    var anySize =
        new BaselineQuestion(
            question.benchmark(),
            question.version(),
            question.task(),
            question.metric(),
            question.protocol(),
            null);
    return remembered.get(anySize).map(held -> held.value().asOf(held.entries()));
  }

  /** The baseline of one benchmark under one protocol. */
  public static final class OfBenchmark {
    /** Sizes that are remembered; further ones are computed each time. */
    private static final int MOST_SIZES = 2_000;

    private final SizeBands points;
    private final List<SizeBand> bands;
    private final Map<Long, SizeBand> bySize;
    private final long entries;

    private OfBenchmark(BaselineSample sample) {
      points = new SizeBands(sample.points());
      bands = SizeBand.nodes(sample.points()).stream().map(points::at).toList();
      bySize = new ConcurrentHashMap<>();
      entries = 0;
    }

    private OfBenchmark(OfBenchmark same, long entries) {
      points = same.points;
      bands = same.bands;
      bySize = same.bySize;
      this.entries = entries;
    }

    private OfBenchmark asOf(long size) {
      return new OfBenchmark(this, size);
    }

    /** How many entries of the log it holds for. */
    public long entries() {
      return entries;
    }

    /** At ten sizes spread over those there are, the smallest first. */
    public List<SizeBand> all() {
      return bands;
    }

    /** How many models they rest on. */
    public int models() {
      return points.size();
    }

    /** What models of {@code parameters} score; empty where nobody has a result. */
    public Optional<SizeBand> at(long parameters) {
      if (points.size() == 0) {
        return Optional.empty();
      }
      SizeBand known = bySize.get(parameters);
      if (known == null) {
        known = points.at(ParameterCount.of(parameters));
        if (bySize.size() < MOST_SIZES) {
          bySize.put(parameters, known);
        }
      }
      return Optional.of(known);
    }
  }
}
