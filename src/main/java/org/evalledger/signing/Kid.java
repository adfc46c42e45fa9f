package org.evalledger.signing;

import java.util.regex.Pattern;
import org.evalledger.bytes.Sha256;

/**
 * The name of a key: its RFC 7638 thumbprint with SHA-256. Ordered as text.
 *
 * @param value exactly 43 base64url characters that stand for 32 bytes
 */
public record Kid(String value) implements Comparable<Kid> {
  /** 43 characters hold 258 bits; the last two are zero. */
  private static final Pattern THUMBPRINT = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");

  public Kid {
    if (!isKid(value)) {
      throw new IllegalArgumentException("not a thumbprint of 43 base64url characters: " + value);
    }
  }

  /** Whether {@code text} has the form of a thumbprint. */
  public static boolean isKid(String text) {
    return text.length() == 43 && THUMBPRINT.matcher(text).matches();
  }

  /** The thumbprint that is {@code digest}. */
  public static Kid of(Sha256 digest) {
    return new Kid(digest.bytes().base64Url());
  }

  @Override
  public int compareTo(Kid other) {
    return value.compareTo(other.value);
  }

  /** The 43 characters. */
  @Override
  public String toString() {
    return value;
  }
}
