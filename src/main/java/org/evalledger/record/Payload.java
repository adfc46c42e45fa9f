package org.evalledger.record;

import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Fault;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.statement.StatementReader;

/** How a statement stands in the payload of an envelope: the one way from verified bytes to it. */
public enum Payload {
  /** The payload is the statement. */
  STATEMENT(""),
  /** The payload is an in-toto Statement, and the statement its predicate. */
  IN_TOTO("/predicate");

  private final String pointer;

  Payload(String pointer) {
    this.pointer = pointer;
  }

  /** What envelopes of {@code format} carry. */
  public static Payload of(EnvelopeFormat format) {
    return switch (format) {
      case JOSE, JOSE_JSON -> STATEMENT;
      case DSSE -> IN_TOTO;
    };
  }

  /** Reads the statement that {@code payload} carries; pointers of faults lead into the payload. */
  public StatementReader.Outcome read(Bytes payload) {
    return switch (this) {
      case STATEMENT -> StatementReader.readStatement(payload);
      case IN_TOTO -> StatementReader.readInToto(payload);
    };
  }

  /** Where {@code inStatement}, a JSON pointer into the statement, leads in the payload. */
  public String pointer(String inStatement) {
    return pointer + inStatement;
  }

  /** Where {@code inPayload}, a JSON pointer, leads in the statement; as it is if it does not. */
  public String inStatement(String inPayload) {
    return leadsIntoStatement(inPayload) ? inPayload.substring(pointer.length()) : inPayload;
  }

  /** The {@code faults} of the statement, with pointers into it; those around it as they are. */
  public List<Fault> inStatement(List<Fault> faults) {
    return faults.stream()
        .map(fault -> new Fault(inStatement(fault.pointer()), fault.detail()))
        .toList();
  }

  /** Whether {@code fault} is one of the statement, not of what is around it. */
  public boolean leadsIntoStatement(Fault fault) {
    return leadsIntoStatement(fault.pointer());
  }

  private boolean leadsIntoStatement(String inPayload) {
    return inPayload.equals(pointer) || inPayload.startsWith(pointer + "/");
  }
}
