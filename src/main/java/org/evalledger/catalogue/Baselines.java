package org.evalledger.catalogue;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.evalledger.baseline.ParameterCount;
import org.evalledger.baseline.Position;
import org.evalledger.baseline.SizeBand;
import org.evalledger.baseline.SizeBands;
import org.evalledger.ledger.Benchmark;
import org.evalledger.registry.Registry;
import org.evalledger.statement.BenchmarkVersion;
import org.evalledger.statement.Metric;
import org.jspecify.annotations.Nullable;

/** What size-matched models score, for readers. */
@Singleton
public final class Baselines {
  private final BaselineRepository repository;
  private final Registry registry;

  Baselines(BaselineRepository repository, Registry registry) {
    this.repository = repository;
    this.registry = registry;
  }

  /** The baseline asked for; empty when there is no such benchmark, task or metric. */
  public Optional<BaselineView> of(BaselineQuestion question) {
    return BenchmarkChoice.of(
            registry.ledger(),
            question.benchmark(),
            question.version(),
            question.task(),
            question.metric())
        .map(choice -> sample(question, choice.benchmark(), choice.metric()))
        .map(sample -> view(sample, question.parameters()));
  }

  /** What the baseline of any size is computed from. */
  Optional<BaselineSample> sample(BaselineQuestion question) {
    return BenchmarkChoice.of(
            registry.ledger(),
            question.benchmark(),
            question.version(),
            question.task(),
            question.metric())
        .map(choice -> sample(question, choice.benchmark(), choice.metric()));
  }

  private BaselineSample sample(BaselineQuestion question, Benchmark benchmark, Metric metric) {
    BenchmarkVersion version = benchmark.statement().benchmark();
    Long items = benchmark.items(question.task()).orElse(null);
    List<ProtocolCount> protocols =
        repository.protocols(
            version.benchmark(), version.version(), question.task(), metric.id(), items);
    String protocol = question.protocol();
    if (protocol == null && !protocols.isEmpty()) {
      protocol = protocols.getFirst().protocol();
    }
    List<SizeBand.Point> points =
        protocol == null
            ? List.of()
            : repository
                .latest(
                    version.benchmark(),
                    version.version(),
                    question.task(),
                    metric.id(),
                    protocol,
                    items)
                .stream()
                .map(Baselines::point)
                .toList();
    return new BaselineSample(version, question.task(), metric, protocol, protocols, points);
  }

  static BaselineView view(BaselineSample sample, @Nullable Long parameters) {
    return new BaselineView(
        sample.benchmark(),
        sample.task(),
        sample.metric(),
        sample.protocol(),
        sample.protocols(),
        sample.points().size(),
        bands(sample.points(), parameters));
  }

  private static SizeBand.Point point(SizedScore score) {
    return new SizeBand.Point(
        new Position(score.index(), score.result()),
        score.model(),
        ParameterCount.of(score.parameters()),
        new BigDecimal(score.value()));
  }

  private static List<SizeBand> bands(List<SizeBand.Point> points, @Nullable Long parameters) {
    if (points.isEmpty()) {
      return List.of();
    }
    List<ParameterCount> sizes =
        parameters == null ? SizeBand.nodes(points) : List.of(ParameterCount.of(parameters));
    return sizes.stream().map(new SizeBands(points)::at).toList();
  }
}
