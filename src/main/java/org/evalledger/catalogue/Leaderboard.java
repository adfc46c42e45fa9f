package org.evalledger.catalogue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.evalledger.record.Verdict;
import org.evalledger.statement.BenchmarkVersion;
import org.evalledger.statement.Metric;
import org.jspecify.annotations.Nullable;

/**
 * Models by what was measured of them under one protocol.
 *
 * @param benchmark which version
 * @param task part of it; null for all of it
 * @param metric what is measured
 * @param protocol which one; null where there is no result at all
 * @param protocols all there are, those with most models first
 * @param k tries of a pass-at-k metric; null for other metrics
 * @param tries all numbers of tries under the protocol
 * @param rows the best first
 * @param cut whether older results or rare protocols were left out, of more than can be shown
 */
public record Leaderboard(
    BenchmarkVersion benchmark,
    @Nullable String task,
    Metric metric,
    @Nullable String protocol,
    List<ProtocolCount> protocols,
    @Nullable Integer k,
    List<TriesCount> tries,
    List<LeaderboardRow> rows,
    boolean cut) {
  /** From the worst to the best. */
  private static final List<String> STANDINGS =
      List.of(
          "refuted", "disputed", "under-review", "collected", "signed", "recomputed", "reproduced");

  /** What stays in its place and has no rank. */
  private static final Set<String> UNRANKED = Set.of("refuted", "disputed");

  public Leaderboard {
    protocols = List.copyOf(protocols);
    tries = List.copyOf(tries);
    rows = List.copyOf(rows);
  }

  /** The rows that {@code scores}, the newest first, make. */
  static List<LeaderboardRow> rows(List<RankedScore> scores, Metric.Direction direction) {
    Map<Alike, List<RankedScore>> groups = new LinkedHashMap<>();
    for (RankedScore score : scores) {
      groups.computeIfAbsent(Alike.of(score), alike -> new ArrayList<>()).add(score);
    }
    List<Group> ranked = groups.values().stream().map(Group::of).sorted(order(direction)).toList();
    int lastClaim = 0;
    while (lastClaim < ranked.size() && !ranked.get(lastClaim).isIndependent()) {
      lastClaim++;
    }
    return places(ranked, lastClaim, direction);
  }

  /** Those in doubt stand where their value puts them, and count for nobody else's place. */
  private static List<LeaderboardRow> places(
      List<Group> ordered, int lastClaim, Metric.Direction direction) {
    var rows = new ArrayList<LeaderboardRow>();
    Group above = null;
    int count = 0;
    int place = 0;
    for (int i = 0; i < ordered.size(); i++) {
      Group group = ordered.get(i);
      if (group.isRanked()) {
        count++;
        place = above != null && tied(above, group, direction) ? place : count;
        above = group;
      }
      rows.add(group.row(group.isRanked() ? place : null, group.isRanked() && i < lastClaim));
    }
    return rows;
  }

  /** The relation is the signers', so that it is no part of a conflict key. */
  private record Alike(String repetition, String relation) {
    static Alike of(RankedScore score) {
      return new Alike(score.repetition(), score.relation());
    }
  }

  private static boolean tied(Group one, Group other, Metric.Direction direction) {
    return goodness(direction, one.median).compareTo(goodness(direction, other.median)) == 0;
  }

  private static Comparator<Group> order(Metric.Direction direction) {
    return Comparator.comparing((Group group) -> goodness(direction, group.median))
        .reversed()
        .thenComparingLong(group -> group.newest.index())
        .thenComparingInt(group -> group.newest.result());
  }

  /** Larger is better, whatever the metric's direction. */
  static BigDecimal goodness(Metric.Direction direction, BigDecimal value) {
    return switch (direction) {
      case Metric.Direction.Higher higher -> value;
      case Metric.Direction.Lower lower -> value.negate();
      case Metric.Direction.Target(var target) ->
          value.subtract(new BigDecimal(target.text())).abs().negate();
    };
  }

  /** The middle of {@code values}, or the mean of the two in the middle. */
  static BigDecimal median(Stream<String> values) {
    List<BigDecimal> sorted = values.map(BigDecimal::new).sorted().toList();
    BigDecimal upper = sorted.get(sorted.size() / 2);
    if (sorted.size() % 2 == 1) {
      return upper;
    }
    BigDecimal sum = sorted.get(sorted.size() / 2 - 1).add(upper);
    return sum.divide(BigDecimal.TWO, Integer.max(sum.scale() + 1, 0), RoundingMode.HALF_EVEN);
  }

  private record Group(List<RankedScore> scores, RankedScore newest, BigDecimal median) {
    static Group of(List<RankedScore> scores) {
      return new Group(
          scores, scores.getFirst(), Leaderboard.median(scores.stream().map(RankedScore::value)));
    }

    boolean isRanked() {
      return scores.stream().noneMatch(score -> UNRANKED.contains(score.standing()));
    }

    boolean isIndependent() {
      return isRanked() && newest.relation().equals("third-party");
    }

    LeaderboardRow row(@Nullable Integer rank, boolean claimedLead) {
      return new LeaderboardRow(
          rank,
          newest.model(),
          newest.revision(),
          newest.precision(),
          newest.adapter(),
          newest.parameters(),
          median.toPlainString(),
          scores.size(),
          (int) scores.stream().map(RankedScore::seed).filter(Objects::nonNull).distinct().count(),
          scores.size() == 1 ? newest.stderr() : null,
          fewest(),
          scores.stream().anyMatch(RankedScore::truncated),
          newest.submitter(),
          newest.relation(),
          worst(RankedScore::standing, STANDINGS),
          worst(RankedScore::verdict, Stream.of(Verdict.values()).map(Verdict::word).toList()),
          scores.stream()
              .map(RankedScore::suspicion)
              .filter(Objects::nonNull)
              .max(Comparator.naturalOrder())
              .orElse(null),
          claimedLead,
          newest.receivedAt(),
          newest.baseModel(),
          newest.index(),
          newest.result());
    }

    private @Nullable Long fewest() {
      return scores.stream()
          .map(RankedScore::samples)
          .filter(Objects::nonNull)
          .min(Comparator.naturalOrder())
          .orElse(null);
    }

    private String worst(Function<RankedScore, String> member, List<String> order) {
      return scores.stream().map(member).min(Comparator.comparingInt(order::indexOf)).orElseThrow();
    }
  }
}
