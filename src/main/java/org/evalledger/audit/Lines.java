package org.evalledger.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.audit.BundleReport.Line;
import org.evalledger.audit.BundleReport.Outcome;
import org.evalledger.audit.BundleReport.Part;

/** Collects the lines of a report. */
final class Lines {
  private final List<Line> lines = new ArrayList<>();

  void holds(Part part, String sentence) {
    lines.add(new Line(part, Outcome.HOLDS, sentence));
  }

  void fails(Part part, String sentence) {
    lines.add(new Line(part, Outcome.FAILS, sentence));
  }

  void notChecked(Part part, String sentence) {
    lines.add(new Line(part, Outcome.NOT_CHECKED, sentence));
  }

  /** Fails with {@code fault} where there is one, holds with {@code sentence} otherwise. */
  void add(Part part, Optional<String> fault, String sentence) {
    fault.ifPresentOrElse(reason -> fails(part, reason + "."), () -> holds(part, sentence));
  }

  BundleReport report() {
    return new BundleReport(lines);
  }
}
