package org.evalledger.bytes;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** An immutable sequence of bytes that copies in and out and compares by content. */
public final class Bytes implements Comparable<Bytes> {
  /** No bytes at all. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] value;

  private Bytes(byte[] value) {
    this.value = value;
  }

  /** The content of {@code value}, copied. */
  public static Bytes copyOf(byte[] value) {
    return value.length == 0 ? EMPTY : new Bytes(value.clone());
  }

  /** Bytes {@code from} (inclusive) to {@code to} (exclusive) of {@code value}, copied. */
  public static Bytes copyOf(byte[] value, int from, int to) {
    return new Bytes(Arrays.copyOfRange(value, from, to));
  }

  /** The UTF-8 encoding of {@code text}. */
  public static Bytes ofUtf8(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What {@code hex} (lower or upper case, two digits a byte) stands for.
   *
   * @throws IllegalArgumentException when {@code hex} is anything else
   */
  public static Bytes ofHex(String hex) {
    return new Bytes(HexFormat.of().parseHex(hex));
  }

  /**
   * What {@code base64} (RFC 4648 §4, with padding) stands for.
   *
   * @throws IllegalArgumentException when {@code base64} is anything else
   */
  public static Bytes ofBase64(String base64) {
    var decoded = new Bytes(Base64.getDecoder().decode(base64));
    // The decoder lets missing padding and stray bits in the last digit pass.
    if (!decoded.base64().equals(base64)) {
      throw new IllegalArgumentException("not canonical base64 with padding: " + base64);
    }
    return decoded;
  }

  /** All {@code parts}, one behind the other. */
  public static Bytes concat(Bytes... parts) {
    var out = new ByteArrayOutputStream();
    for (Bytes part : parts) {
      out.write(part.value, 0, part.value.length);
    }
    return new Bytes(out.toByteArray());
  }

  /** How many bytes these are. */
  public int length() {
    return value.length;
  }

  /** The byte at zero-based {@code position}. */
  public byte at(int position) {
    return value[position];
  }

  /** Bytes {@code from} (inclusive) to {@code to} (exclusive). */
  public Bytes slice(int from, int to) {
    return copyOf(value, from, to);
  }

  /** A fresh copy of the content. */
  public byte[] toArray() {
    return value.clone();
  }

  /** Writes the content into {@code target} from position {@code at} on. */
  public void copyTo(byte[] target, int at) {
    System.arraycopy(value, 0, target, at, value.length);
  }

  /** Feeds the content to {@code digest}, without a copy. */
  public void update(MessageDigest digest) {
    digest.update(value);
  }

  /** Lower-case hexadecimal, two digits a byte. */
  public String hex() {
    return HexFormat.of().formatHex(value);
  }

  /** RFC 4648 §4 base64, with padding. */
  public String base64() {
    return Base64.getEncoder().encodeToString(value);
  }

  /** RFC 4648 §5 base64url, without padding, as JOSE writes it. */
  public String base64Url() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
  }

  /** The content read as UTF-8; what is not UTF-8 becomes U+FFFD. */
  public String utf8() {
    return new String(value, StandardCharsets.UTF_8);
  }

  /** The SHA-256 digest of the content. */
  public Sha256 sha256() {
    return Sha256.of(value);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(value, other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  /** At most the first 32 bytes in hexadecimal: for messages and debuggers. */
  @Override
  public String toString() {
    return value.length <= 32 ? hex() : slice(0, 32).hex() + "… (" + value.length + " bytes)";
  }
}
