package org.evalledger.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.Vectors.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Wycheproof's JWS and key sets. All use HMAC, RS256, or names of keys that are no thumbprints, so
 * that even the valid ones are refused here; each by its rule. Their public keys are refused for
 * their own faults.
 */
class WycheproofJwkTest {
  private static HeaderRule rule(String alg) {
    return switch (alg) {
      case "HS256", "HS384", "HS512" -> HeaderRule.ALG_HMAC;
      case "RS256" -> HeaderRule.ALG_UNKNOWN;
      case "ES256" -> HeaderRule.KID_NOT_A_THUMBPRINT;
      default -> throw new IllegalArgumentException(alg);
    };
  }

  static Stream<Case> cases() {
    return Vectors.wycheproof("json_web_key_test.json");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theirEnvelopesAreRefusedByTheRuleThatEachBreaks(Case one) {
    String jws = Vectors.text(one.test(), "jws");
    byte[] header = Base64Url.decode(jws.substring(0, jws.indexOf('.')));
    assertThat(header).isNotNull();
    String alg = Vectors.text(Vectors.json(Bytes.copyOf(header)), "alg");
    Opening opening = Envelope.open(EnvelopeFormat.JOSE, Bytes.ofUtf8(jws), Typ.STATEMENT);
    if (jws.contains("..")) { // an empty payload
      assertThat(opening).isInstanceOf(Opening.Malformed.class);
    } else {
      assertThat(opening).isEqualTo(new Opening.Forbidden(rule(alg)));
    }
  }

  @Test
  void theirPublicKeysAreRefusedForTheirFaults() {
    var pointers = new LinkedHashMap<String, String>();
    cases()
        .filter(one -> Vectors.has(one.group(), "public"))
        .forEach(one -> pointers.put(one.toString(), firstPointer(one.group())));
    assertThat(pointers)
        .containsExactly(
            Map.entry("5 acceptsValid", "/alg"),
            Map.entry("6 rejectsWrongUse", "/alg"),
            Map.entry("7 rejectsKeyWithRocaVulnerability", "/alg"),
            Map.entry("8 rejects1024bitRsaKey", "/alg"),
            Map.entry("9 rejectsPublicExponent1", "/alg"),
            Map.entry("19 mismatchedAlgAndCurve", "/alg"),
            Map.entry("20 mismatchedAlgAndCurve", "/alg"),
            Map.entry("21 rejectsModifiedKey", ""),
            Map.entry("22 rejectsModifiedKey", "/x"),
            Map.entry("23 rejectsModifiedKey", "/alg"),
            Map.entry("24 rejectsModifiedKey", "/alg"));
  }

  @Test
  void theirRsaKeysAreRefusedForTheirFaultsEvenWhenTheyClaimPs256() {
    var pointers = new LinkedHashMap<String, String>();
    cases()
        .filter(one -> one.toString().matches("[5789] .*"))
        .forEach(one -> pointers.put(one.toString(), firstPointerAs(one.group(), "PS256")));
    assertThat(pointers)
        .containsExactly(
            Map.entry("5 acceptsValid", ""),
            Map.entry("7 rejectsKeyWithRocaVulnerability", "/n"),
            Map.entry("8 rejects1024bitRsaKey", "/n"),
            Map.entry("9 rejectsPublicExponent1", "/e"));
  }

  private static String firstPointer(Json group) {
    return pointer(publicKey(group));
  }

  private static String firstPointerAs(Json group, String alg) {
    return pointer(publicKey(group).with("alg", Json.of(alg)));
  }

  private static JsonObject publicKey(Json group) {
    return Vectors.bare(Vectors.items(group, "public", "keys").getFirst());
  }

  /** Empty where the key is good. */
  private static String pointer(JsonObject jwk) {
    return switch (PublicKey.parse(jwk)) {
      case KeyReading.Key<PublicKey> read -> "";
      case KeyReading.NotAKey<PublicKey> none -> first(none.faults()).pointer();
    };
  }

  private static Fault first(List<Fault> faults) {
    return faults.getFirst();
  }
}
