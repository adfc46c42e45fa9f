package org.evalledger.signing;

import java.util.Arrays;
import java.util.Optional;
import org.evalledger.bytes.Bytes;

/** Reads an ECDSA signature in DER (X.690 §10, §8.3.2) and nothing that is merely BER. */
final class StrictDer {
  private final byte[] der;
  private int at;

  private StrictDer(Bytes der) {
    this.der = der.toArray();
  }

  /** r and s, each of {@code length} bytes, or nothing when this is not strict DER. */
  static Optional<Bytes> fixedLength(Bytes der, int length) {
    try {
      var reader = new StrictDer(der);
      int content = reader.header(0x30);
      if (reader.at + content != reader.der.length) {
        return Optional.empty();
      }
      Bytes r = reader.integer(length);
      Bytes s = reader.integer(length);
      return reader.at == reader.der.length ? Optional.of(Bytes.concat(r, s)) : Optional.empty();
    } catch (NotDer | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private Bytes integer(int length) {
    int size = header(0x02);
    byte[] value = Arrays.copyOfRange(der, at, at + size);
    boolean negative = size == 0 || value[0] < 0;
    boolean padded = size > 1 && value[0] == 0 && value[1] >= 0;
    if (at + size > der.length || negative || padded) {
      throw new NotDer();
    }
    at += size;
    byte[] digits = value[0] == 0 ? Arrays.copyOfRange(value, 1, size) : value;
    if (digits.length > length) {
      throw new NotDer();
    }
    byte[] fixed = new byte[length];
    System.arraycopy(digits, 0, fixed, length - digits.length, digits.length);
    return Bytes.copyOf(fixed);
  }

  private int header(int tag) {
    if (der[at++] != tag) {
      throw new NotDer();
    }
    int first = der[at++] & 0xFF;
    if (first < 0x80) {
      return first;
    }
    int second = der[at++] & 0xFF;
    if (first != 0x81 || second < 0x80) {
      throw new NotDer();
    }
    return second;
  }

  /** Not strict DER. */
  private static final class NotDer extends RuntimeException {}
}
