package org.evalledger.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.evalledger.cli.FileReport.Warning;
import org.evalledger.harness.Shipment;
import org.evalledger.record.Verdict;

/** Reads from an assessment what somebody honest would want to know before sending. */
final class Warnings {
  private static final Set<String> VERDICTS =
      Set.of(Verdict.INCONSISTENT.word(), Verdict.FLAGGED.word());

  /** Outcomes of checks that explain a verdict; {@code measured} where there is no other. */
  private static final Set<String> TELLING = Set.of("impossible", "found");

  private Warnings() {}

  /** One warning for each result, and for the model, whose verdict gives cause. */
  static List<Warning> of(Shipment shipment, JsonMembers assessment) {
    var warnings = new ArrayList<Warning>();
    JsonMembers model = assessment.in("model");
    if (gives(model)) {
      warnings.add(warning("/model", "the model as a whole", model));
    }
    List<JsonMembers> results = assessment.objects("results");
    for (int i = 0; i < results.size() && i < shipment.size(); i++) {
      if (gives(results.get(i))) {
        warnings.add(warning(shipment.original("/results/" + i), shipment.name(i), results.get(i)));
      }
    }
    return warnings;
  }

  private static boolean gives(JsonMembers assessed) {
    return assessed.text("verdict").filter(VERDICTS::contains).isPresent();
  }

  private static Warning warning(String pointer, String what, JsonMembers assessed) {
    return new Warning(pointer, what, assessed.requireText("verdict"), why(assessed));
  }

  private static String why(JsonMembers assessed) {
    List<JsonMembers> telling = withOutcome(assessed, TELLING);
    return String.join(
        "; ",
        (telling.isEmpty() ? withOutcome(assessed, Set.of("measured")) : telling)
            .stream().flatMap(check -> check.text("sentence").stream()).toList());
  }

  private static List<JsonMembers> withOutcome(JsonMembers assessed, Set<String> wanted) {
    return assessed.objects("checks").stream()
        .filter(check -> check.text("outcome").filter(wanted::contains).isPresent())
        .toList();
  }
}
