package org.evalledger.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.baseline.SizeBand;
import org.evalledger.catalogue.Bands;
import org.evalledger.catalogue.BenchmarkCounts;
import org.evalledger.catalogue.BenchmarkHealth;
import org.evalledger.catalogue.Boards;
import org.evalledger.catalogue.LeaderboardRow;
import org.evalledger.statement.Decimal;
import org.jspecify.annotations.Nullable;

/** What the figures of a benchmark say, in sentences: never more than they do. */
final class BenchmarkWords {
  private static final BigDecimal USED_UP = new BigDecimal("0.9");
  private static final BigDecimal LITTLE_ROOM = new BigDecimal("0.75");
  private static final BigDecimal ALIKE = new BigDecimal("0.1");

  private final Boards.Board board;
  private final Optional<Bands.OfBenchmark> bands;
  private final Scale scale;
  private final MetricWords words;

  BenchmarkWords(Boards.Board board, Optional<Bands.OfBenchmark> bands, Scale scale) {
    this.board = board;
    this.bands = bands;
    this.scale = scale;
    words = MetricWords.of(board.leaderboard().metric());
  }

  /** What it is good for, in a few words. */
  String conclusion() {
    BenchmarkHealth health = board.health();
    if (rows().isEmpty()) {
      return "Nobody has reported a result for it.";
    }
    String saturation = health.saturation();
    String spread = health.spread();
    if (saturation == null || spread == null) {
      return "Too little is known to say how useful it is.";
    }
    if (new BigDecimal(saturation).compareTo(USED_UP) >= 0) {
      return "Nearly used up.";
    }
    if (new BigDecimal(spread).compareTo(ALIKE) < 0) {
      return "It hardly tells these models apart.";
    }
    return new BigDecimal(saturation).compareTo(LITTLE_ROOM) >= 0
        ? "Little room is left at the top."
        : "Still useful for telling models apart.";
  }

  /** Why, with figures. */
  String reason() {
    if (rows().isEmpty()) {
      return "It is registered, so results can be submitted.";
    }
    var parts = new ArrayList<String>();
    parts.add(best());
    doubling().ifPresent(parts::add);
    BenchmarkCounts counts = board.health().counts();
    parts.add(
        (counts.flagged() == 0 ? "none" : Words.count(counts.flagged()))
            + " of "
            + Words.count(counts.results(), "result", "results")
            + (counts.flagged() == 1 ? " is" : " are")
            + " flagged");
    String last = parts.removeLast();
    return String.join(", ", parts) + (parts.size() > 1 ? ", and " : " and ") + last + ".";
  }

  private String best() {
    Optional<LeaderboardRow> claimed =
        rows().stream().filter(LeaderboardRow::claimedLead).findFirst();
    Optional<LeaderboardRow> best = rows().stream().filter(row -> !row.claimedLead()).findFirst();
    String most = outOf();
    if (best.isEmpty()) {
      return "The best result, "
          + words.value(rows().getFirst().median())
          + most
          + ", is claimed by the model\u2019s own side";
    }
    return "The best result is "
        + words.value(best.get().median())
        + most
        + claimed.map(row -> " (" + words.value(row.median()) + " is claimed)").orElse("");
  }

  private String outOf() {
    Decimal maximum = board.leaderboard().metric().maximum();
    return maximum != null && words.isFraction() && maximum.value().compareTo(BigDecimal.ONE) == 0
        ? " of 100"
        : words.unit().isEmpty() ? "" : Words.THIN + words.unit();
  }

  /** By the medians of the smallest and the largest size. */
  private Optional<String> doubling() {
    List<SizeBand> all = bands.map(Bands.OfBenchmark::all).orElse(List.of());
    if (all.size() < 2 || board.leaderboard().rows().size() < Band.ENOUGH) {
      return Optional.empty();
    }
    SizeBand first = all.getFirst();
    SizeBand last = all.getLast();
    double larger = last.parameters().value().doubleValue();
    double octaves = Math.log(larger / first.parameters().value().doubleValue()) / Math.log(2);
    Double low = median(first);
    Double high = median(last);
    if (octaves < 1 || low == null || high == null) {
      return Optional.empty();
    }
    double worth = (high - low) / octaves;
    return Optional.of(
        "one doubling of size is worth about "
            + scale.axis().print(worth)
            + (scale.axis().unit().contains("%") ? " points" : scale.axis().unit()));
  }

  private @Nullable Double median(SizeBand band) {
    return Band.of(band, scale.factor()).map(Band::median).orElse(null);
  }

  /** The figures below the table. */
  List<BenchmarkView.Figure> health(int versions, int protocols) {
    BenchmarkHealth health = board.health();
    BenchmarkCounts counts = health.counts();
    String saturation = health.saturation();
    String spread = health.spread();
    return List.of(
        new BenchmarkView.Figure(
            "Used up",
            saturation == null ? "not known" : Words.percent(new BigDecimal(saturation)),
            saturation == null ? "" : "%",
            saturation == null
                ? "fewer than five results, or no known ends"
                : "of the way from chance to perfect, by the best tenth",
            false),
        new BenchmarkView.Figure(
            "Spread",
            spread == null ? "not known" : Words.percent(new BigDecimal(spread)),
            spread == null ? "" : "%",
            spread == null
                ? "fewer than five results, or no known ends"
                : "of that way lies between the ninth and the first decile",
            false),
        new BenchmarkView.Figure(
            "Flagged",
            Words.count(counts.flagged()),
            "of " + Words.count(counts.results()),
            "by "
                + Words.count(counts.submitters(), "submitter", "submitters")
                + " about "
                + Words.count(counts.models(), "model", "models"),
            counts.flagged() > 0),
        new BenchmarkView.Figure(
            "Versions in use",
            Words.count(versions),
            "",
            Words.count(protocols, "protocol", "protocols") + " on this page\u2019s version",
            false));
  }

  private List<LeaderboardRow> rows() {
    return board.leaderboard().rows();
  }
}
