package org.evalledger.evaluation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Fault;
import org.evalledger.json.Faults;
import org.evalledger.ledger.Authority;
import org.evalledger.ledger.Benchmark;
import org.evalledger.ledger.ConflictKey;
import org.evalledger.ledger.Earlier;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.Lineage;
import org.evalledger.ledger.References;
import org.evalledger.ledger.Ruling;
import org.evalledger.ledger.Ruling.Admitted;
import org.evalledger.ledger.Ruling.Invalid;
import org.evalledger.ledger.Ruling.Refusal;
import org.evalledger.ledger.Sameness;
import org.evalledger.ledger.Signed;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Result;
import org.evalledger.statement.Statement;

/**
 * Whether a signed statement may enter: the one order of all rules, for the service as for an
 * audit. The first of 401, 403, 422, 409 that applies is the answer (design, §9).
 */
public final class Admission {
  private Admission() {}

  /**
   * Decides.
   *
   * @param ledger the state before the entry
   * @param earlier what the projections know of entries before it
   * @param signed the statement, its signatures valid
   * @param facts digest of its facts
   * @param receivedAt when it came in
   */
  public static Ruling decide(
      Ledger ledger, Earlier earlier, Signed signed, Sha256 facts, Instant receivedAt) {
    List<ConflictKey> keys =
        signed.statement() instanceof Evaluation evaluation
            ? ConflictKey.of(evaluation)
            : List.of();
    return decide(ledger, earlier, signed, facts, keys, receivedAt);
  }

  /**
   * The same, where the conflict keys are known already.
   *
   * @param keys of the statement's results, in their order; empty for types without
   */
  public static Ruling decide(
      Ledger before,
      Earlier earlier,
      Signed signed,
      Sha256 facts,
      List<ConflictKey> keys,
      Instant receivedAt) {
    Optional<Refusal> authority = Authority.refusal(before.at(receivedAt), signed);
    return authority.isPresent()
        ? authority.get()
        : unsigned(before, earlier, signed, facts, keys, receivedAt);
  }

  /**
   * What {@link #decide} says once somebody signed who may: all rules but those of authority, for a
   * statement that is still to be signed. What it admits must not enter.
   *
   * @param signed the statement, with signers only as far as they are known by now
   */
  public static Ruling unsigned(
      Ledger before,
      Earlier earlier,
      Signed signed,
      Sha256 facts,
      List<ConflictKey> keys,
      Instant receivedAt) {
    Ledger ledger = before.at(receivedAt);
    Statement statement = signed.statement();
    var refusals = new Refusals();
    refusals.add(PossibleTimes.refusal(statement, receivedAt));
    refusals.add(References.refusal(ledger, earlier, statement));
    if (statement instanceof Evaluation evaluation) {
      refusals.add(PossibleResults.refusal(ledger, evaluation, keys));
      refusals.add(Sameness.refusal(earlier, evaluation, keys, refusals.faults()));
      Optional<Refusal> worst = refusals.worst();
      return worst.isPresent() ? worst.get() : admitted(ledger, signed, evaluation, keys);
    }
    refusals.add(Sameness.refusal(ledger, facts));
    Optional<Refusal> worst = refusals.worst();
    return worst.isPresent() ? worst.get() : new Admitted(null, List.of(), OptionalLong.empty());
  }

  /**
   * Why a statement that was not read without faults may not enter. That the signers may not say it
   * comes first; otherwise its faults of form and those that the rules find come in one answer,
   * without what a rule says of a member that could not be read.
   *
   * @param ledger the state before the entry
   * @param earlier what the projections know of entries before it
   * @param asRead the statement where it is without fault, its signatures valid
   * @param form its faults of form, at least one
   * @param receivedAt when it came in
   */
  public static Refusal refusal(
      Ledger ledger, Earlier earlier, Signed asRead, List<Fault> form, Instant receivedAt) {
    return Authority.refusal(ledger, asRead, form)
        .orElseGet(() -> unsigned(ledger, earlier, asRead, form, receivedAt));
  }

  /** The same for a statement that is still to be signed: whoever may say it. */
  public static Refusal unsigned(
      Ledger ledger, Earlier earlier, Signed asRead, List<Fault> form, Instant receivedAt) {
    var faulty = new FaultyMembers(form);
    Statement statement = asRead.statement();
    var refusals = new Refusals();
    refusals.add(new Invalid(form));
    refusals.add(PossibleTimes.refusal(statement, receivedAt), faulty);
    refusals.add(References.refusal(ledger, earlier, statement), faulty);
    if (statement instanceof Evaluation evaluation && !Faults.isCut(form)) {
      List<ConflictKey> keys = faulty.leaveKeysSound() ? ConflictKey.of(evaluation) : List.of();
      refusals.add(PossibleResults.refusal(ledger, evaluation, keys), faulty);
      refusals.add(Sameness.refusal(earlier, evaluation, keys, refusals.faults()), faulty);
    }
    return refusals.worst().orElseThrow();
  }

  private static Ruling admitted(
      Ledger ledger, Signed signed, Evaluation evaluation, List<ConflictKey> keys) {
    return new Admitted(
        Authority.relation(ledger, signed, evaluation), keys, newest(ledger, evaluation));
  }

  /**
   * The newest entry that the results depend on: a benchmark's, one they supersede, the policy, or
   * what an owner said about the model or what it was made from.
   */
  private static OptionalLong newest(Ledger ledger, Evaluation evaluation) {
    OptionalLong superseded = Sameness.newestSuperseded(evaluation);
    OptionalLong registered =
        evaluation.results().stream()
            .map(Result::benchmark)
            .distinct()
            .flatMap(version -> ledger.benchmark(version).stream())
            .map(Benchmark::index)
            .mapToLong(index -> index.value())
            .max();
    long policy = ledger.policy().map(standing -> standing.index().value()).orElse(-1L);
    long newest =
        LongStream.of(
                superseded.orElse(-1),
                registered.orElse(-1),
                policy,
                Lineage.of(ledger, evaluation.model()).newestStatement().orElse(-1))
            .max()
            .orElseThrow();
    return newest < 0 ? OptionalLong.empty() : OptionalLong.of(newest);
  }
}
