package org.evalledger.bytes;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/**
 * A SHA-256 digest (FIPS 180-4).
 *
 * @param bytes exactly 32 bytes
 */
public record Sha256(Bytes bytes) implements Comparable<Sha256> {
  /** Bytes in a digest. */
  public static final int LENGTH = 32;

  private static final String PREFIX = "sha256:";
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  public Sha256 {
    if (bytes.length() != LENGTH) {
      throw new IllegalArgumentException(
          "a SHA-256 digest of %d bytes, want %d".formatted(bytes.length(), LENGTH));
    }
  }

  /** The digest of {@code content}. */
  public static Sha256 of(byte[] content) {
    return new Sha256(Bytes.copyOf(digest().digest(content)));
  }

  /** The digest whose 32 bytes are {@code digest}. */
  public static Sha256 ofDigest(byte[] digest) {
    return new Sha256(Bytes.copyOf(digest));
  }

  /** Whether {@code text} is 64 lower-case hexadecimal digits. */
  public static boolean isHex(String text) {
    return HEX.matcher(text).matches();
  }

  /**
   * The digest that 64 lower-case hexadecimal digits stand for.
   *
   * @throws IllegalArgumentException when {@code hex} is anything else
   */
  public static Sha256 ofHex(String hex) {
    if (!isHex(hex)) {
      throw new IllegalArgumentException("not 64 lower-case hexadecimal digits: " + hex);
    }
    return new Sha256(Bytes.ofHex(hex));
  }

  /**
   * The digest in its written form, {@code sha256:} and 64 lower-case hexadecimal digits.
   *
   * @throws IllegalArgumentException when {@code text} is anything else
   */
  public static Sha256 parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("a digest without \"sha256:\" before it: " + text);
    }
    return ofHex(text.substring(PREFIX.length()));
  }

  /** A fresh SHA-256 computation. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /** 64 lower-case hexadecimal digits. */
  public String hex() {
    return bytes.hex();
  }

  @Override
  public int compareTo(Sha256 other) {
    return bytes.compareTo(other.bytes);
  }

  /** The written form, {@code sha256:} and 64 lower-case hexadecimal digits. */
  @Override
  public String toString() {
    return PREFIX + hex();
  }
}
