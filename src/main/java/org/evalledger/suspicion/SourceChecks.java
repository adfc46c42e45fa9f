package org.evalledger.suspicion;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.evalledger.baseline.Comparison;
import org.evalledger.baseline.Observation;
import org.evalledger.json.Json;

/** What the statement itself tells about where its numbers come from; none of it has a p. */
final class SourceChecks {
  /** A model's page: host, namespace, name. */
  private static final Pattern MODEL_PAGE =
      Pattern.compile("https?://[^/]+/([A-Za-z0-9._-]+/[A-Za-z0-9._-]+)(?:[/?#].*)?");

  private SourceChecks() {}

  /** Checks of the whole statement. */
  static List<Check> ofStatement(Comparison comparison, Observation first) {
    var checks = new ArrayList<Check>();
    for (var equal : comparison.equalVectors()) {
      var json =
          Json.object()
              .put("model", equal.model())
              .put("revision", equal.revision())
              .put("benchmarks", equal.benchmarks())
              .put("entry", equal.position().index())
              .build();
      checks.add(
          new Check(
              "copy",
              Check.Outcome.FOUND,
              null,
              json,
              "equal to "
                  + equal.model()
                  + " at full printed digits on "
                  + equal.benchmarks()
                  + " benchmarks: the same weights"));
    }
    if (!comparison.otherStatedSizes().isEmpty()) {
      checks.add(
          Check.of(
              "parameters",
              Check.Outcome.FOUND,
              "other parameter counts were stated for this revision before; the smallest counts"));
    }
    if (first.subject().adapted()) {
      checks.add(
          Check.of(
              "adapted",
              Check.Outcome.FOUND,
              "an adapter or steering was on top of the weights that the model's name stands for"));
    }
    return checks;
  }

  /** Checks of one result. */
  static List<Check> ofResult(Comparison comparison, Observation observation) {
    var checks = new ArrayList<Check>();
    if (observation.runShort()) {
      var samples = observation.reported().samples();
      var items = observation.measure().items();
      checks.add(
          Check.of(
              "truncated",
              Check.Outcome.FOUND,
              samples != null && items != null && samples < items
                  ? "run on " + samples + " of " + items + " registered items"
                  : "run with a limit on the number of items"));
    }
    var url = observation.sourceUrl();
    if (url != null) {
      var page = MODEL_PAGE.matcher(url);
      if (page.matches() && borrowed(comparison, observation, page.group(1))) {
        checks.add(
            Check.of(
                "borrowed",
                Check.Outcome.FOUND,
                "the cited source is the page of another model, " + page.group(1)));
      }
    }
    return checks;
  }

  private static boolean borrowed(Comparison comparison, Observation observation, String page) {
    return !page.equals(observation.subject().id()) && comparison.knows(page);
  }
}
