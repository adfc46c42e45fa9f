package org.evalledger.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Fault;
import org.evalledger.ledger.Earlier.StandingResult;
import org.evalledger.ledger.Ruling.Clash;
import org.evalledger.ledger.Ruling.Conflict;
import org.evalledger.ledger.Ruling.Invalid;
import org.evalledger.ledger.Ruling.Refusal;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Result;
import org.evalledger.statement.ResultReference;

/** Under one conflict key one value stands: promise 7 and member {@code supersedes}. */
public final class Sameness {
  private static final Pattern RESULT = Pattern.compile("^/results/[0-9]+");

  private final Earlier earlier;
  private final Evaluation evaluation;
  private final List<ConflictKey> keys;
  private final List<Fault> faults = new ArrayList<>();
  private final List<Clash> clashes = new ArrayList<>();

  private Sameness(Earlier earlier, Evaluation evaluation, List<ConflictKey> keys) {
    this.earlier = earlier;
    this.evaluation = evaluation;
    this.keys = keys;
  }

  /**
   * The first rule that keeps the results out; empty when none does. A result with a fault is left
   * out of account: mended, it has another key.
   *
   * @param keys those of the results, in their order
   * @param found faults found by other rules
   */
  public static Optional<Refusal> refusal(
      Earlier earlier, Evaluation evaluation, List<ConflictKey> keys, List<Fault> found) {
    return new Sameness(earlier, evaluation, keys).refusal(faulty(found));
  }

  /**
   * Whether an earlier entry said exactly this. A signature covers header and payload and not how
   * the envelope is written down, so whoever reads an entry could send it again in other bytes; and
   * a grant or a withdrawal said again would undo what came after it. The results of evaluations
   * have keys of their own for this.
   *
   * @param facts digest of the statement's facts
   */
  public static Optional<Refusal> refusal(Ledger ledger, Sha256 facts) {
    return ledger
        .said(facts)
        .map(
            before ->
                new Conflict(
                    List.of(
                        new Clash(
                            "", true, before.index().value(), before.leafHash().hex(), null))));
  }

  /** Pointers to the results with a fault. */
  private static Set<String> faulty(List<Fault> found) {
    return found.stream()
        .map(fault -> RESULT.matcher(fault.pointer()))
        .filter(Matcher::find)
        .map(Matcher::group)
        .collect(Collectors.toSet());
  }

  /** The newest entry that {@code evaluation} names as superseded. */
  public static OptionalLong newestSuperseded(Evaluation evaluation) {
    return evaluation.results().stream()
        .map(Result::supersedes)
        .filter(reference -> reference != null)
        .mapToLong(reference -> reference.entry().index().value())
        .max();
  }

  private Optional<Refusal> refusal(Set<String> faulty) {
    for (int i = 0; i < keys.size(); i++) {
      if (!faulty.contains("/results/" + i)) {
        compare(i);
      }
    }
    if (!faults.isEmpty()) {
      return Optional.of(new Invalid(faults));
    }
    return clashes.isEmpty() ? Optional.empty() : Optional.of(new Conflict(clashes));
  }

  private void compare(int i) {
    Result result = evaluation.results().get(i);
    Optional<StandingResult> standing = earlier.current(keys.get(i));
    ResultReference superseded = result.supersedes();
    if (superseded == null) {
      standing.ifPresent(
          before ->
              clashes.add(
                  new Clash(
                      "/results/" + i,
                      before.value().sameNumber(result.value()),
                      before.index().value(),
                      before.leafHash().hex(),
                      before.result())));
    } else if (standing.isEmpty()) {
      faults.add(
          new Fault(
              "/results/" + i + "/supersedes",
              "No result stands under this result's conflict key; leave supersedes out."));
    } else if (!standing.get().index().equals(superseded.entry().index())
        || standing.get().result() != superseded.result()) {
      faults.add(
          new Fault(
              "/results/" + i + "/supersedes",
              "The result that stands is result %d of entry %d; name that one."
                  .formatted(standing.get().result(), standing.get().index().value())));
    }
  }
}
