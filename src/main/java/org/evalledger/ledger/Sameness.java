package org.evalledger.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.evalledger.json.Fault;
import org.evalledger.ledger.Earlier.EarlierEntry;
import org.evalledger.ledger.Earlier.StandingResult;
import org.evalledger.ledger.Ruling.Clash;
import org.evalledger.ledger.Ruling.Conflict;
import org.evalledger.ledger.Ruling.Forbidden;
import org.evalledger.ledger.Ruling.Invalid;
import org.evalledger.ledger.Ruling.Refusal;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Result;
import org.evalledger.statement.ResultReference;
import org.evalledger.statement.StatementType;

/** Under one conflict key one value stands: promise 7 and member {@code supersedes}. */
public final class Sameness {
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
   * The first rule that keeps the results out; empty when none does.
   *
   * @param keys those of the results, in their order
   */
  public static Optional<Refusal> refusal(
      Earlier earlier, Evaluation evaluation, List<ConflictKey> keys) {
    return new Sameness(earlier, evaluation, keys).refusal();
  }

  /** The newest entry that {@code evaluation} names as superseded. */
  public static OptionalLong newestSuperseded(Evaluation evaluation) {
    return evaluation.results().stream()
        .map(Result::supersedes)
        .filter(reference -> reference != null)
        .mapToLong(reference -> reference.entry().index().value())
        .max();
  }

  private Optional<Refusal> refusal() {
    for (int i = 0; i < keys.size(); i++) {
      ResultReference superseded = evaluation.results().get(i).supersedes();
      if (superseded != null) {
        Optional<Refusal> forbidden = foreign(superseded, "/results/" + i + "/supersedes");
        if (forbidden.isPresent()) {
          return forbidden;
        }
      }
    }
    for (int i = 0; i < keys.size(); i++) {
      compare(i);
    }
    if (!faults.isEmpty()) {
      return Optional.of(new Invalid(faults));
    }
    return clashes.isEmpty() ? Optional.empty() : Optional.of(new Conflict(clashes));
  }

  private Optional<Refusal> foreign(ResultReference superseded, String pointer) {
    EarlierEntry entry = References.resolve(earlier, superseded.entry(), pointer, faults);
    if (entry == null) {
      return Optional.empty();
    }
    if (entry.type() != StatementType.EVALUATION || superseded.result() >= entry.results()) {
      faults.add(new Fault(pointer, "The entry has no such result."));
      return Optional.empty();
    }
    return entry.submitter().equals(evaluation.header().submitter())
        ? Optional.empty()
        : Optional.of(
            new Forbidden("Only \"" + entry.submitter() + "\" may supersede its own results."));
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
