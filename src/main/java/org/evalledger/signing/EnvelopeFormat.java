package org.evalledger.signing;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The forms in which statements come with their signatures. */
public enum EnvelopeFormat {
  /** JWS compact serialization (RFC 7515 §7.1). */
  JOSE("application/jose"),
  /** JWS JSON serialization, general or flattened (RFC 7515 §7.2). */
  JOSE_JSON("application/jose+json"),
  /** DSSE 1.0.2 around an in-toto Statement. */
  DSSE("application/vnd.dsse.envelope.v1+json");

  private final String mediaType;

  EnvelopeFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The format with exactly this media type, in upper or lower case, without parameters. */
  public static Optional<EnvelopeFormat> ofMediaType(String mediaType) {
    String wanted = mediaType.toLowerCase(Locale.ROOT);
    return Stream.of(values()).filter(format -> format.mediaType.equals(wanted)).findFirst();
  }

  /** Its media type. */
  public String mediaType() {
    return mediaType;
  }
}
