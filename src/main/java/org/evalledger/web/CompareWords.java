package org.evalledger.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.catalogue.ComparedModel;
import org.evalledger.catalogue.ComparisonRow;
import org.evalledger.catalogue.Leaderboard;
import org.evalledger.catalogue.ModelSummary;
import org.evalledger.statement.Metric;

/** What differences say together, in sentences: never more than they do, and no average. */
final class CompareWords {
  private final List<ModelSummary> models;

  /** By model but the first, in the order of {@link #models}. */
  private final List<Count> counts = new ArrayList<>();

  private int measured;

  CompareWords(List<ModelSummary> models) {
    this.models = models;
    models.stream().skip(1).forEach(model -> counts.add(new Count()));
  }

  /** How one model fares against the first. */
  private static final class Count {
    private int better;
    private int worse;
    private int within;
    private int untold;

    private int all() {
      return better + worse + within + untold;
    }
  }

  /** Counts one measurement in. */
  void add(ComparisonRow row, Metric metric) {
    measured++;
    ComparedModel first = row.models().getFirst();
    if (!first.model().equals(models.getFirst().model())) {
      return;
    }
    for (int i = 1; i < models.size(); i++) {
      Optional<ComparedModel> other = CompareRows.column(row, models.get(i).model());
      if (other.isPresent()) {
        count(counts.get(i - 1), first, other.get(), metric);
      }
    }
  }

  private static void count(Count count, ComparedModel first, ComparedModel other, Metric metric) {
    Boolean beyond = other.beyondError();
    if (beyond == null) {
      count.untold++;
    } else if (!beyond) {
      count.within++;
    } else if (goodness(metric, other).compareTo(goodness(metric, first)) > 0) {
      count.better++;
    } else {
      count.worse++;
    }
  }

  private static BigDecimal goodness(Metric metric, ComparedModel one) {
    return Leaderboard.goodness(metric.direction(), new BigDecimal(one.median()));
  }

  /** What to think of it, in a few words. */
  String conclusion() {
    if (models.size() < 2) {
      return models.isEmpty() ? "Choose two to six models." : "Choose one more model.";
    }
    if (measured == 0) {
      return "Nothing of these models was measured alike.";
    }
    if (models.size() > 2 || counts.getFirst().all() == 0) {
      return "Measured alike on " + Words.count(measured, "benchmark.", "benchmarks.");
    }
    return ofTwo(counts.getFirst());
  }

  private String ofTwo(Count count) {
    if (count.better > 0 && count.worse > 0) {
      return "Each is better at something.";
    }
    if (count.better == 0 && count.worse == 0) {
      return "No difference is known to exceed sampling error.";
    }
    String name = models.get(count.better > 0 ? 1 : 0).model();
    return name + " is the better one wherever sampling error does not explain the difference.";
  }

  /** Why, with figures. */
  String reason() {
    if (models.size() < 2) {
      return "Their results stand side by side where they were measured under one protocol, and"
          + " differences that sampling error explains are told from others.";
    }
    if (measured == 0) {
      return "No benchmark has current results of two of them under one protocol.";
    }
    var sentences = new ArrayList<String>();
    for (int i = 1; i < models.size(); i++) {
      sentences.add(against(models.get(i).model(), counts.get(i - 1)));
    }
    return String.join(" ", sentences);
  }

  private static void tell(List<String> parts, String words, int count) {
    if (count > 0) {
      parts.add(words + Words.count(count));
    }
  }

  private String against(String name, Count count) {
    if (count.all() == 0) {
      return name + " shares no measurement with " + models.getFirst().model() + ".";
    }
    var parts = new ArrayList<String>();
    tell(parts, "better on ", count.better);
    tell(parts, "worse on ", count.worse);
    tell(parts, "within sampling error on ", count.within);
    tell(parts, "other conditions or error not known on ", count.untold);
    return "%s against %s: %s of %s."
        .formatted(
            name,
            models.getFirst().model(),
            String.join(", ", parts),
            Words.count(count.all(), "benchmark", "benchmarks"));
  }
}
