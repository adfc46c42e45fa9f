package org.evalledger.statement;

import java.util.Optional;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Fault;

/**
 * The service assesses an earlier entry again, with all that is known by now. The first assessment
 * stays where it is.
 *
 * @param header what every statement has
 * @param entry an evaluation
 * @param algorithm with which it is assessed
 * @param assessment SHA-256 of the new assessment, RFC 8785 JSON
 */
public record Reassessment(Header header, EntryReference entry, String algorithm, Sha256 assessment)
    implements Statement {
  static Reassessment read(Header header, Fields fields) {
    return new Reassessment(
        header,
        fields.required("entry", EntryReference::read),
        fields.required("algorithm", Value::asId),
        fields.required("assessment", Value::asDigestOfObject));
  }

  /**
   * Why it is not what the service computes; empty when it is.
   *
   * @param want with which algorithm the service assesses
   * @param computed digest of what comes out of it as of the entry's prefix
   */
  public Optional<Fault> fault(String want, Sha256 computed) {
    if (!algorithm.equals(want)) {
      return Optional.of(
          new Fault("/algorithm", "Got " + algorithm + ", want " + want + " as of this prefix."));
    }
    return assessment.equals(computed)
        ? Optional.empty()
        : Optional.of(
            new Fault(
                "/assessment",
                "Recomputed as of the prefix its digest is %s, got %s."
                    .formatted(computed.hex(), assessment.hex())));
  }

  @Override
  public StatementType type() {
    return StatementType.REASSESSMENT;
  }
}
