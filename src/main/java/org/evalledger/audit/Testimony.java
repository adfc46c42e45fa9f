package org.evalledger.audit;

import java.util.List;
import java.util.Optional;
import org.evalledger.json.Fault;
import org.evalledger.ledger.Signed;
import org.evalledger.record.Facts;
import org.evalledger.record.Payload;
import org.evalledger.signing.Envelope;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.KeySource;
import org.evalledger.signing.Kid;
import org.evalledger.signing.Opened;
import org.evalledger.signing.Opening;
import org.evalledger.signing.PublicKey;
import org.evalledger.signing.StoredEnvelope;
import org.evalledger.signing.Typ;
import org.evalledger.signing.Verification;
import org.evalledger.statement.StatementReader;

/** What an envelope says, once its signatures were verified with given keys. */
sealed interface Testimony {
  /**
   * All signatures hold, over a statement.
   *
   * @param facts derived from the statement anew
   * @param signers thumbprints of the keys, in the order of the signatures
   * @param introduced the one key that the statement itself brings along
   */
  record Given(Facts facts, List<Kid> signers, Optional<PublicKey> introduced)
      implements Testimony {
    public Given {
      signers = List.copyOf(signers);
    }

    Signed signed() {
      return new Signed(facts.statement(), signers, introduced);
    }
  }

  /** A signature does not hold, or is by a key that is not known. */
  record NotSigned(String reason) implements Testimony {}

  /** No envelope, or no statement in it. */
  record NoStatement(String reason) implements Testimony {}

  /** Verifies first; only verified bytes are read as a statement. */
  static Testimony of(StoredEnvelope envelope, KeySource keys) {
    Optional<EnvelopeFormat> format = EnvelopeFormat.ofMediaType(envelope.mediaType());
    if (format.isEmpty()) {
      return new NoStatement("its media type " + envelope.mediaType() + " is none of a statement");
    }
    return switch (Envelope.open(format.get(), envelope.bytes(), Typ.STATEMENT)) {
      case Opening.Malformed(var faults) -> new NoStatement("it is malformed: " + first(faults));
      case Opening.Forbidden(var rule) ->
          new NoStatement("its header is refused: " + rule.detail());
      case Opened opened ->
          switch (opened.verify(keys)) {
            case Verification.Rejected rejected -> new NotSigned(rejected.detail());
            case Verification.Verified verified -> read(Payload.of(format.get()), verified);
          };
    };
  }

  private static Testimony read(Payload form, Verification.Verified verified) {
    return switch (form.read(verified.payload())) {
      case StatementReader.NotJson(long offset, var detail) ->
          new NoStatement("its payload is no I-JSON near byte " + offset + ": " + detail);
      case StatementReader.Invalid(var faults, var asRead) ->
          new NoStatement("its payload is no statement: " + first(faults));
      case StatementReader.Valid valid ->
          new Given(Facts.of(valid), verified.signers(), verified.introduced());
    };
  }

  private static String first(List<Fault> faults) {
    return faults.getFirst().toString();
  }
}
