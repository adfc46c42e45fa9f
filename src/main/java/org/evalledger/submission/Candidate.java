package org.evalledger.submission;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.ledger.Case;
import org.evalledger.ledger.ConflictKey;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.RegisteredKey;
import org.evalledger.ledger.Signed;
import org.evalledger.record.Facts;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.Kid;
import org.evalledger.statement.BenchmarkStatement;
import org.evalledger.statement.CaseStatement;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Key;
import org.evalledger.statement.ModelStatement;
import org.evalledger.statement.Policy;
import org.evalledger.statement.Reassessment;
import org.evalledger.statement.Report;
import org.evalledger.statement.Result;
import org.evalledger.statement.ReviewStatement;
import org.evalledger.statement.Takedown;
import org.evalledger.statement.Withdrawal;

/**
 * A verified submission that waits for its place, and the promise of an answer to it.
 *
 * @param format of the envelope
 * @param envelope the exact bytes received
 * @param digest of those bytes
 * @param signed what they say and who signed
 * @param facts of the statement
 * @param keys conflict keys of its results, in their order; empty for types without
 * @param intent whether it enters, is only checked, or has to be written first
 * @param verdict completed once it is decided
 */
record Candidate(
    EnvelopeFormat format,
    Bytes envelope,
    Sha256 digest,
    Signed signed,
    Facts facts,
    List<ConflictKey> keys,
    Intent intent,
    CompletableFuture<Decided> verdict) {
  Candidate {
    keys = List.copyOf(keys);
  }

  /** Whether it is only to be checked. */
  boolean dry() {
    return intent == Intent.CHECK || intent == Intent.PREVIEW;
  }

  /** The entries whose facts the rules must look up for it. */
  Stream<EntryIndex> references(Ledger ledger) {
    return switch (signed.statement()) {
      case Evaluation evaluation ->
          evaluation.results().stream()
              .map(Result::supersedes)
              .filter(reference -> reference != null)
              .map(reference -> reference.entry().index());
      case Withdrawal withdrawal -> Stream.of(withdrawal.entry().index());
      case Takedown takedown -> Stream.of(takedown.entry().index());
      case Key.Register register ->
          signed.signers().stream()
              .flatMap((Kid kid) -> ledger.key(kid).stream())
              .map(RegisteredKey::registered);
      case BenchmarkStatement benchmark ->
          ledger.benchmark(benchmark.benchmark()).stream().map(known -> known.index());
      case Reassessment again -> Stream.of(again.entry().index());
      case Report report -> Stream.of(report.entry().index());
      case CaseStatement said ->
          ledger.cases().find(said.about().id()).stream().flatMap(Case::entries);
      case ModelStatement model -> Stream.empty();
      case Policy policy -> Stream.empty();
      case Key.Revoke revoke -> Stream.empty();
      case Key.Grant grant -> Stream.empty();
    };
  }

  /**
   * Whether what it says changes how the next statement is judged, so that a batch ends with it.
   */
  boolean changesTheLaw() {
    return switch (signed.statement()) {
      case Key key -> true;
      case BenchmarkStatement benchmark -> true;
      case Takedown takedown -> true;
      case Withdrawal withdrawal -> true;
      case ModelStatement model -> true;
      case Policy policy -> true;
      case Reassessment again -> false;
      case ReviewStatement said -> true;
      case Evaluation evaluation -> false;
    };
  }
}
