package org.evalledger.catalogue;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.evalledger.registry.Registry;
import org.jspecify.annotations.Nullable;

/** Compares what is comparable: one task, metric and protocol at a time. */
@Singleton
public final class Leaderboards {
  private static final int MAX_RESULTS = 50_000;
  private static final int MAX_PROTOCOLS = 100;

  private final LeaderboardRepository repository;
  private final Registry registry;

  Leaderboards(LeaderboardRepository repository, Registry registry) {
    this.repository = repository;
    this.registry = registry;
  }

  /** The leaderboard asked for; empty when there is no such benchmark, version, task or metric. */
  public Optional<Leaderboard> of(LeaderboardQuestion question) {
    return choice(question).map(choice -> leaderboard(choice, question));
  }

  /** How healthy a benchmark is; empty when there is no such benchmark, version, task or metric. */
  public Optional<BenchmarkHealth> health(LeaderboardQuestion question) {
    return choice(question)
        .map(
            choice ->
                BenchmarkHealth.of(
                    leaderboard(choice, question),
                    counts(choice.version().benchmark(), choice.version().version())));
  }

  /** How much there is of a benchmark, or of one version of it. */
  public BenchmarkCounts counts(String benchmark, @Nullable String version) {
    return repository.counts(benchmark, version);
  }

  private Optional<BenchmarkChoice> choice(LeaderboardQuestion question) {
    return BenchmarkChoice.of(
        registry.ledger(),
        question.benchmark(),
        question.version(),
        question.task(),
        question.metric());
  }

  private Leaderboard leaderboard(BenchmarkChoice choice, LeaderboardQuestion question) {
    String benchmark = choice.version().benchmark();
    String version = choice.version().version();
    String metric = choice.metric().id();
    List<ProtocolCount> protocols =
        repository.protocols(benchmark, version, choice.task(), metric, question.truncated());
    String protocol = question.protocol();
    if (protocol == null && !protocols.isEmpty()) {
      protocol = protocols.getFirst().protocol();
    }
    List<TriesCount> tries =
        protocol == null
            ? List.of()
            : repository.tries(
                benchmark, version, choice.task(), metric, protocol, question.truncated());
    Integer k = question.k();
    if (k == null && !tries.isEmpty()) {
      k = tries.getFirst().k();
    }
    List<String> standings = question.standings();
    String wanted = standings == null ? null : String.join(",", standings);
    List<RankedScore> scores =
        protocol == null
            ? List.of()
            : repository.current(
                benchmark,
                version,
                choice.task(),
                metric,
                protocol,
                k,
                wanted,
                question.truncated());
    return new Leaderboard(
        choice.version(),
        choice.task(),
        choice.metric(),
        protocol,
        first(protocols, MAX_PROTOCOLS),
        k,
        tries,
        Leaderboard.rows(first(scores, MAX_RESULTS), choice.metric().direction()),
        scores.size() > MAX_RESULTS || protocols.size() > MAX_PROTOCOLS);
  }

  private static <T> List<T> first(List<T> all, int most) {
    return all.subList(0, Integer.min(all.size(), most));
  }
}
