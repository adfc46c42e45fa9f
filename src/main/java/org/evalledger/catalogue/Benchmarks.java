package org.evalledger.catalogue;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.ledger.Benchmark;
import org.evalledger.ledger.CanonicalName;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogReader;
import org.evalledger.registry.Registry;
import org.jspecify.annotations.Nullable;

/** Registered benchmarks. */
@Singleton
public final class Benchmarks {
  private static final Comparator<Benchmark> OLDEST =
      Comparator.comparingLong(benchmark -> benchmark.index().value());

  private final Registry registry;
  private final LogReader log;

  Benchmarks(Registry registry, LogReader log) {
    this.registry = registry;
    this.log = log;
  }

  /**
   * A benchmark with all its versions.
   *
   * @param id its name
   * @param versions the one registered first comes first; at least one
   */
  public record Registered(String id, List<Benchmark> versions) {
    public Registered {
      versions = List.copyOf(versions);
    }

    /** The entry that registered its first version. */
    public long firstEntry() {
      return versions.getFirst().index().value();
    }

    /** The version registered last. */
    public Benchmark newest() {
      return versions.getLast();
    }
  }

  /**
   * Benchmarks in the order in which they were first registered.
   *
   * @param dimension of the newest version or of one of its metrics; null for any
   * @param after the first entry behind which to begin; -1 for the first
   */
  public List<Registered> find(@Nullable String dimension, long after, int limit) {
    return registry.ledger().benchmarks().stream()
        .collect(
            Collectors.groupingBy(
                benchmark -> benchmark.statement().benchmark().benchmark(),
                TreeMap::new,
                Collectors.toList()))
        .entrySet()
        .stream()
        .map(
            entry ->
                new Registered(entry.getKey(), entry.getValue().stream().sorted(OLDEST).toList()))
        .filter(benchmark -> benchmark.firstEntry() > after)
        .filter(benchmark -> dimension == null || speaksOf(benchmark.newest(), dimension))
        .sorted(Comparator.comparingLong(Registered::firstEntry))
        .limit(limit)
        .toList();
  }

  private static boolean speaksOf(Benchmark benchmark, String dimension) {
    return benchmark.statement().dimension().equals(dimension)
        || benchmark.statement().metrics().stream()
            .anyMatch(metric -> dimension.equals(metric.dimension()));
  }

  /** The benchmark of that name; empty when there is none. */
  public Optional<Registered> of(String id) {
    List<Benchmark> versions =
        registry.ledger().benchmarks().stream()
            .filter(benchmark -> benchmark.statement().benchmark().benchmark().equals(id))
            .sorted(OLDEST)
            .toList();
    return versions.isEmpty() ? Optional.empty() : Optional.of(new Registered(id, versions));
  }

  /** What {@code name} stands for where it is an alias. */
  public Optional<CanonicalName> alias(String name) {
    return registry.ledger().alias(name);
  }

  /** The facts of the statement that registered a version. */
  public JsonObject facts(Benchmark benchmark) {
    LogEntry entry = log.entry(benchmark.index().value()).orElseThrow();
    return JsonReader.read(entry.facts()) instanceof JsonReader.Value(JsonObject facts)
        ? facts
        : Json.object().build();
  }
}
