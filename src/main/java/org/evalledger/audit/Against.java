package org.evalledger.audit;

import java.util.List;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.bytes.Sha256;
import org.evalledger.record.EntryRecord;
import org.evalledger.record.Facts;
import org.evalledger.signing.Kid;
import org.evalledger.signing.StoredEnvelope;
import org.evalledger.statement.Statement;

/**
 * Holds what lies outside the leaf against the record, which names all of it.
 *
 * @param record the leaf; each method tells what differs from it, empty when nothing does
 */
record Against(EntryRecord record) {
  Optional<String> envelope(StoredEnvelope envelope) {
    Bytes bytes = envelope.bytes();
    return differing("SHA-256 of the envelope", bytes.sha256(), record.envelope())
        .or(() -> differing("size of the envelope", (long) bytes.length(), record.size()))
        .or(() -> differing("media type", envelope.mediaType(), record.mediaType()));
  }

  Optional<String> facts(Bytes facts) {
    return differing("SHA-256 of the facts", facts.sha256(), record.facts());
  }

  Optional<String> statement(Statement statement) {
    return differing("type of the statement", statement.type(), record.type())
        .or(
            () ->
                differing(
                    "submitter of the statement",
                    statement.header().submitter(),
                    record.submitter()));
  }

  Optional<String> signers(List<Kid> signers) {
    List<Kid> sorted = signers.stream().sorted().distinct().toList();
    return differing("signers", sorted, record.kids());
  }

  Optional<String> assessment(Optional<Bytes> assessment) {
    EntryRecord.Summary summary = record.assessment();
    Optional<Sha256> named = summary == null ? Optional.empty() : Optional.of(summary.sha256());
    Optional<Sha256> got = assessment.map(Bytes::sha256);
    return got.equals(named)
        ? Optional.empty()
        : Optional.of(
            "SHA-256 of the assessment is %s, the record says %s"
                .formatted(orNone(got), orNone(named)));
  }

  /** The facts, where {@code bytes} are some; a reading that fails says why. */
  static Parsed<Facts> parse(Bytes bytes) {
    return Parsed.of(() -> Facts.parse(bytes));
  }

  private static String orNone(Optional<Sha256> digest) {
    return digest.map(Sha256::toString).orElse("that there is none");
  }

  private static Optional<String> differing(String what, Object got, Object want) {
    return got.equals(want)
        ? Optional.empty()
        : Optional.of("%s is %s, the record says %s".formatted(what, got, want));
  }
}
