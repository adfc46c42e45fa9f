package org.evalledger.audit;

import java.util.List;

/**
 * What checking a bundle gave, part by part.
 *
 * @param lines one for each part that was looked at, in the order of the parts
 */
public record BundleReport(List<Line> lines) {
  public BundleReport {
    lines = List.copyOf(lines);
  }

  /** What is checked by itself. */
  public enum Part {
    /** The bundle is one, to the letter. */
    FORM,
    /** The tree's head is signed by the log's key. */
    CHECKPOINT,
    /** The leaf is what it is called, and a record. */
    RECORD,
    /** The leaf stands in the tree of the checkpoint. */
    PROOF,
    /** The envelope is the one the record names. */
    ENVELOPE,
    /** The public keys are those the record names. */
    KEYS,
    /** These keys signed the envelope. */
    SIGNATURES,
    /** The facts are those of the record, and what the envelope gives. */
    FACTS,
    /** The assessment is the one the record names. */
    ASSESSMENT,
    /** The keys speak for the submitter, back to entry 0. */
    REGISTRATION,
    /** Entry 0 is by the operator's key that was pinned. */
    OPERATOR,
    /** Others saw the same head. */
    WITNESSES
  }

  /** How a part fared. */
  public enum Outcome {
    /** It holds. */
    HOLDS,
    /** It does not. */
    FAILS,
    /** It could not be told, and that by itself is no failure. */
    NOT_CHECKED
  }

  /**
   * How one part fared.
   *
   * @param part which one
   * @param outcome whether it holds
   * @param sentence what was found, for a person
   */
  public record Line(Part part, Outcome outcome, String sentence) {}

  /** Whether nothing fails and nothing that should be signed went unchecked. */
  public boolean holds() {
    return sound() && complete();
  }

  /** Whether nothing fails, whatever was not checked. */
  public boolean sound() {
    return failures().isEmpty();
  }

  /**
   * Whether every signature was checked. Without an envelope none can be, and whether that was
   * erased the bundle cannot tell.
   */
  public boolean complete() {
    return lines.stream()
        .filter(line -> line.part() == Part.SIGNATURES || line.part() == Part.REGISTRATION)
        .noneMatch(line -> line.outcome() == Outcome.NOT_CHECKED);
  }

  /** The parts that fail. */
  public List<Line> failures() {
    return lines.stream().filter(line -> line.outcome() == Outcome.FAILS).toList();
  }
}
