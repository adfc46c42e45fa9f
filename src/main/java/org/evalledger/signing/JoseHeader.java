package org.evalledger.signing;

import java.util.List;
import java.util.Optional;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;

/**
 * The rules for a protected header (RFC 7515 §4). Members that nobody here knows and that are not
 * forbidden are ignored, as §4 there asks.
 */
final class JoseHeader {
  private record Ban(String member, HeaderRule rule) {}

  private static final List<Ban> BANS =
      List.of(
          new Ban("crit", HeaderRule.CRIT),
          new Ban("b64", HeaderRule.B64),
          new Ban("jwk", HeaderRule.JWK),
          new Ban("jku", HeaderRule.JKU),
          new Ban("x5u", HeaderRule.X5U),
          new Ban("x5c", HeaderRule.X5C),
          new Ban("x5t", HeaderRule.X5T),
          new Ban("x5t#S256", HeaderRule.X5T));

  private final JsonObject members;

  JoseHeader(JsonObject members) {
    this.members = members;
  }

  /** The first rule that this header breaks. */
  Optional<HeaderRule> broken(Typ typ) {
    for (Ban ban : BANS) {
      if (members.get(ban.member()) != null) {
        return Optional.of(ban.rule());
      }
    }
    return brokenByAlg().or(() -> brokenByKid(text("kid"))).or(() -> brokenByTyp(typ));
  }

  private Optional<HeaderRule> brokenByAlg() {
    Optional<String> alg = text("alg");
    if (alg.isEmpty()) {
      return Optional.of(HeaderRule.ALG_MISSING);
    }
    return algorithm().isPresent() ? Optional.empty() : Optional.of(notTaken(alg.get()));
  }

  private static HeaderRule notTaken(String alg) {
    if (alg.equalsIgnoreCase("none")) {
      return HeaderRule.ALG_NONE;
    }
    return alg.startsWith("HS") ? HeaderRule.ALG_HMAC : HeaderRule.ALG_UNKNOWN;
  }

  /** The rule that {@code kid} breaks, in any kind of envelope. */
  static Optional<HeaderRule> brokenByKid(Optional<String> kid) {
    if (kid.isEmpty()) {
      return Optional.of(HeaderRule.KID_MISSING);
    }
    return Kid.isKid(kid.get()) ? Optional.empty() : Optional.of(HeaderRule.KID_NOT_A_THUMBPRINT);
  }

  private Optional<HeaderRule> brokenByTyp(Typ wanted) {
    return text("typ").filter(wanted::matches).isPresent()
        ? Optional.empty()
        : Optional.of(HeaderRule.TYP);
  }

  /** The algorithm that the header names. */
  Optional<Algorithm> algorithm() {
    return text("alg").flatMap(Algorithm::ofName);
  }

  /** Who has signed; only where no rule is broken. */
  Kid kid() {
    return new Kid(text("kid").orElseThrow());
  }

  /** A member that is a string. */
  Optional<String> text(String name) {
    Json value = members.get(name);
    return value instanceof JsonString string ? Optional.of(string.value()) : Optional.empty();
  }
}
