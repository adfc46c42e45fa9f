package org.evalledger.signing;

import org.evalledger.bytes.Bytes;

/** The exact bytes received: a document with its signatures. Opened here, never written again. */
public final class Envelope {
  /** Signatures in one envelope, at most. */
  public static final int MAX_SIGNATURES = 16;

  /** Bytes of one decoded protected header, at most. */
  static final int MAX_HEADER_BYTES = 8 << 10;

  /** Bytes of one decoded signature, at most; ML-DSA-87 needs 4,627. */
  static final int MAX_SIGNATURE_BYTES = 8 << 10;

  private Envelope() {}

  /**
   * Takes an envelope apart and checks its headers. Safe on any bytes; how many there may be is the
   * caller's affair.
   *
   * @param typ the kind of document that is expected; DSSE carries statements alone
   */
  public static Opening open(EnvelopeFormat format, Bytes envelope, Typ typ) {
    return switch (format) {
      case JOSE -> JwsReader.compact(envelope, typ);
      case JOSE_JSON -> JwsReader.json(envelope, typ);
      case DSSE -> DsseReader.open(envelope);
    };
  }
}
