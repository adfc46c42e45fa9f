package org.evalledger.signing;

/** What a signature's header must keep to; the first broken rule refuses the envelope. */
public enum HeaderRule {
  /** {@code crit} asks for extensions; none is supported. */
  CRIT("The header has crit; no extension is supported, so leave it out."),
  /** {@code b64} (RFC 7797) would change what is signed. */
  B64("The header has b64; payloads are always base64url, so leave it out."),
  /** A key in the header proves nothing. */
  JWK("The header carries a key (jwk); keys are registered beforehand and named by kid."),
  /** No key is fetched from anywhere. */
  JKU("The header has jku; keys are registered beforehand and named by kid."),
  /** No certificate is fetched from anywhere. */
  X5U("The header has x5u; keys are registered beforehand and named by kid."),
  /** Certificates are not used. */
  X5C("The header has x5c; keys are registered beforehand and named by kid."),
  /** Certificates are not used; {@code x5t} and {@code x5t#S256} alike. */
  X5T("The header has x5t; keys are registered beforehand and named by kid."),
  /** {@code alg} is missing or not a string. */
  ALG_MISSING("The header has no alg; name the algorithm of your registered key."),
  /** An unsigned JWS. */
  ALG_NONE("The header says alg none; nothing unsigned enters the ledger."),
  /** A shared secret convinces nobody else. */
  ALG_HMAC("The header names an HMAC; only public-key signatures can be checked by anyone."),
  /** An algorithm the ledger does not take. */
  ALG_UNKNOWN("The header's alg is not taken; use one of " + Algorithm.names() + "."),
  /** {@code kid} is missing or not a string. */
  KID_MISSING("There is no kid; name your key by its RFC 7638 thumbprint."),
  /** {@code kid} is something else than a thumbprint. */
  KID_NOT_A_THUMBPRINT("The kid is no RFC 7638 thumbprint (43 base64url characters)."),
  /** {@code typ} is missing or names another kind of document. */
  TYP(
      "The header's typ is not that of this kind of document; statements have "
          + Typ.STATEMENT.header()
          + ", receipts "
          + Typ.RECEIPT.header()
          + "."),
  /** A DSSE envelope around something else than an in-toto Statement. */
  PAYLOAD_TYPE("The payloadType is not " + DsseReader.PAYLOAD_TYPE + ".");

  private final String detail;

  HeaderRule(String detail) {
    this.detail = detail;
  }

  /** The rule and how to keep it, one sentence for a person. */
  public String detail() {
    return detail;
  }
}
