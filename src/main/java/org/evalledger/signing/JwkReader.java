package org.evalledger.signing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;

/** Takes the members of a JWK (RFC 7517) apart, strictly. */
final class JwkReader {
  private static final Set<String> PRIVATE =
      Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k", "priv");

  private final JsonObject jwk;
  private final String pointer;

  JwkReader(JsonObject jwk, String pointer) {
    this.jwk = jwk;
    this.pointer = pointer;
  }

  /** The one algorithm this key can be used with: from its type and curve, {@code alg} agreeing. */
  Algorithm algorithm() throws BadJwk {
    Algorithm algorithm =
        switch (text("kty")) {
          case "OKP" -> byCurve("Ed25519", Algorithm.ED25519);
          case "EC" ->
              text("crv").equals("P-384") ? Algorithm.ES384 : byCurve("P-256", Algorithm.ES256);
          case "RSA" -> Algorithm.PS256;
          case "AKP" -> Algorithm.ofName(text("alg")).orElseThrow(() -> badAlg(Algorithm.names()));
          default -> throw bad("kty", "This key type is not taken; use OKP, EC, RSA or AKP.");
        };
    boolean agrees =
        jwk.get("alg") == null
            || Algorithm.ofName(text("alg")).filter(algorithm::equals).isPresent();
    if (!agrees || (algorithm.jwa().startsWith("ML-DSA") != text("kty").equals("AKP"))) {
      throw badAlg(algorithm.jwa());
    }
    return algorithm;
  }

  private Algorithm byCurve(String wanted, Algorithm algorithm) throws BadJwk {
    if (!text("crv").equals(wanted)) {
      throw bad("crv", "This curve is not taken; use Ed25519 (OKP), P-256 or P-384 (EC).");
    }
    return algorithm;
  }

  private BadJwk badAlg(String wanted) {
    return bad("alg", "This algorithm does not go with this key; want " + wanted + ".");
  }

  /** Every member whose name is not {@code allowed}. */
  List<Fault> strangers(Collection<String> allowed) {
    var faults = new ArrayList<Fault>();
    for (String name : jwk.members().keySet()) {
      if (!allowed.contains(name)) {
        faults.add(
            new Fault(
                Fault.child(pointer, name),
                PRIVATE.contains(name)
                    ? "This member is private and must never be sent: leave it out, and consider"
                        + " the key lost if it was sent anywhere."
                    : "A key holds its thumbprint members (RFC 7638) and alg alone; leave this"
                        + " one out."));
      }
    }
    return faults;
  }

  /** A member that must be a string. */
  String text(String name) throws BadJwk {
    Json value = jwk.get(name);
    if (value == null) {
      throw bad(name, "This member is missing.");
    }
    if (value instanceof JsonString string) {
      return string.value();
    }
    throw bad(name, "This is " + value.kind() + "; want a string.");
  }

  /** A member that must be exactly {@code length} bytes in base64url. */
  byte[] octets(String name, int length) throws BadJwk {
    byte[] value = octets(name);
    if (value.length != length) {
      throw bad(name, "This is %d bytes long; want %d.".formatted(value.length, length));
    }
    return value;
  }

  /** A member that must be a positive number as RFC 7518 §2 writes it, with no leading zeros. */
  BigInteger number(String name) throws BadJwk {
    byte[] value = octets(name);
    if (value.length == 0 || value[0] == 0) {
      throw bad(name, "This number has leading zero bytes, or none at all (RFC 7518 §2).");
    }
    return new BigInteger(1, value);
  }

  private byte[] octets(String name) throws BadJwk {
    byte[] value = Base64Url.decode(text(name));
    if (value == null) {
      throw bad(name, "This is not base64url (RFC 7515 §2: no padding, no white space).");
    }
    return value;
  }

  /** What to throw when member {@code name} is wrong. */
  BadJwk bad(String name, String detail) {
    return new BadJwk(new Fault(Fault.child(pointer, name), detail));
  }
}
