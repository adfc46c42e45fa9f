package org.evalledger.submission;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Fault;
import org.evalledger.ledger.Authority;
import org.evalledger.ledger.ConflictKey;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.Ruling;
import org.evalledger.ledger.Signed;
import org.evalledger.record.Facts;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.Kid;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Statement;
import org.evalledger.statement.StatementReader;

/** What can be told of a statement that nobody signed yet: the counterpart of {@link Intake}. */
sealed interface Unsigned {
  /**
   * It is an evaluation, and waits for the sequencer's word.
   *
   * @param candidate to be previewed; never to enter
   * @param authority why nobody may say it by now
   */
  record Ready(Candidate candidate, Optional<Ruling.Refusal> authority) implements Unsigned {}

  /** It goes no further. */
  record Stopped(Outcome outcome, Optional<Ruling.Refusal> authority) implements Unsigned {}

  /**
   * Reads {@code statement}, as if an active key of its submitter had signed it if there is one.
   */
  static Unsigned of(Bytes statement, Ledger ledger, Intake.Rules rules) {
    return switch (StatementReader.readStatement(statement)) {
      case StatementReader.NotJson(long offset, var detail) ->
          new Stopped(Intake.notJson(offset, detail), Optional.empty());
      case StatementReader.Invalid(var faults, var asRead) -> faulty(ledger, faults, asRead, rules);
      case StatementReader.Valid valid ->
          valid.statement() instanceof Evaluation evaluation
              ? ready(statement, ledger, Facts.of(valid), evaluation)
              : noEvaluation();
    };
  }

  private static Unsigned faulty(
      Ledger ledger, List<Fault> faults, Optional<Statement> asRead, Intake.Rules rules) {
    if (asRead.isEmpty()) {
      return new Stopped(new Outcome.Refused(new Ruling.Invalid(faults)), Optional.empty());
    }
    if (!(asRead.get() instanceof Evaluation evaluation)) {
      return noEvaluation();
    }
    Signed signed = signed(ledger, evaluation);
    return new Stopped(
        new Outcome.Refused(rules.refusal(ledger, signed, faults)),
        Authority.refusal(ledger, signed, faults));
  }

  private static Unsigned noEvaluation() {
    return new Stopped(
        new Outcome.Refused(
            new Ruling.Invalid(
                List.of(new Fault("/type", "Only an evaluation is judged before it is signed.")))),
        Optional.empty());
  }

  private static Unsigned ready(
      Bytes statement, Ledger ledger, Facts facts, Evaluation evaluation) {
    Signed signed = signed(ledger, evaluation);
    var candidate =
        new Candidate(
            EnvelopeFormat.JOSE,
            statement,
            statement.sha256(),
            signed,
            facts,
            ConflictKey.of(evaluation),
            Intent.PREVIEW,
            new CompletableFuture<>());
    return new Ready(candidate, Authority.refusal(ledger, signed));
  }

  /** Signed by the submitter's first active key, and by nobody where it has none. */
  private static Signed signed(Ledger ledger, Evaluation evaluation) {
    List<Kid> signers =
        ledger
            .submitter(evaluation.header().submitter())
            .flatMap(
                known ->
                    known.keys().stream()
                        .filter(kid -> Authority.refusal(ledger, List.of(kid)).isEmpty())
                        .findFirst())
            .map(List::of)
            .orElse(List.of());
    return new Signed(evaluation, signers, Optional.empty());
  }
}
