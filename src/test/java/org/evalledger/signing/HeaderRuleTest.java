package org.evalledger.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every envelope here is truly signed by a registered key; the header alone decides. */
class HeaderRuleTest {
  /** One change to a good header, and the rule that it breaks. */
  record Breach(HeaderRule rule, String member, Json value) {
    static Breach of(HeaderRule rule, String member, String json) {
      return new Breach(rule, member, Vectors.json(Bytes.ofUtf8(json)));
    }

    JsonObject header() {
      return Vectors.object(TestKeys.goodHeader(TestKeys.ALICE)).with(member, value);
    }
  }

  static Stream<Breach> breaches() {
    return Stream.of(
        Breach.of(HeaderRule.CRIT, "crit", "[\"exp\"]"),
        Breach.of(HeaderRule.CRIT, "crit", "[]"),
        Breach.of(HeaderRule.B64, "b64", "false"),
        Breach.of(HeaderRule.B64, "b64", "true"),
        new Breach(HeaderRule.JWK, "jwk", TestKeys.ALICE.publicKey().toJwk()),
        Breach.of(HeaderRule.JWK, "jwk", "null"),
        Breach.of(HeaderRule.JKU, "jku", "\"https://example.org/keys\""),
        Breach.of(HeaderRule.X5U, "x5u", "\"https://example.org/cert\""),
        Breach.of(HeaderRule.X5C, "x5c", "[\"AAAA\"]"),
        Breach.of(HeaderRule.X5T, "x5t", "\"AAAA\""),
        Breach.of(HeaderRule.X5T, "x5t#S256", "\"AAAA\""),
        Breach.of(HeaderRule.ALG_MISSING, "alg", "null"),
        Breach.of(HeaderRule.ALG_MISSING, "alg", "[\"Ed25519\"]"),
        Breach.of(HeaderRule.ALG_NONE, "alg", "\"none\""),
        Breach.of(HeaderRule.ALG_NONE, "alg", "\"nOnE\""),
        Breach.of(HeaderRule.ALG_HMAC, "alg", "\"HS256\""),
        Breach.of(HeaderRule.ALG_HMAC, "alg", "\"HS384\""),
        Breach.of(HeaderRule.ALG_HMAC, "alg", "\"HS512\""),
        Breach.of(HeaderRule.ALG_UNKNOWN, "alg", "\"RS256\""),
        Breach.of(HeaderRule.ALG_UNKNOWN, "alg", "\"ES256K\""),
        Breach.of(HeaderRule.ALG_UNKNOWN, "alg", "\"ed25519\""),
        Breach.of(HeaderRule.ALG_UNKNOWN, "alg", "\"Ed448\""),
        Breach.of(HeaderRule.ALG_UNKNOWN, "alg", "\"\""),
        Breach.of(HeaderRule.KID_MISSING, "kid", "1"),
        Breach.of(HeaderRule.KID_NOT_A_THUMBPRINT, "kid", "\"alice\""),
        Breach.of(HeaderRule.KID_NOT_A_THUMBPRINT, "kid", "\"\""),
        Breach.of(HeaderRule.TYP, "typ", "\"JWT\""),
        Breach.of(HeaderRule.TYP, "typ", "\"evalledger-receipt+json\""),
        Breach.of(HeaderRule.TYP, "typ", "\"text/evalledger-statement+json\""),
        Breach.of(HeaderRule.TYP, "typ", "\"application/application/evalledger-statement+json\""),
        Breach.of(HeaderRule.TYP, "typ", "true"));
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void aHeaderThatBreaksARuleForbidsTheEnvelope(Breach breach) {
    Bytes jws =
        TestKeys.compact(breach.header().canonical().utf8(), TestKeys.PAYLOAD, TestKeys.ALICE);
    assertThat(TestKeys.open(jws)).isEqualTo(new Opening.Forbidden(breach.rule()));
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void theSameHoldsForTheSecondSignatureOfAJsonEnvelope(Breach breach) {
    JsonObject good = Vectors.object(TestKeys.goodHeader(TestKeys.BOB));
    assertThat(TestKeys.openJson(general(good, breach.header())))
        .isEqualTo(new Opening.Forbidden(breach.rule()));
  }

  private static String general(JsonObject... headers) {
    var signatures =
        Stream.of(headers)
            .map(
                header ->
                    Json.object()
                        .put("protected", header.canonical().base64Url())
                        .put("signature", "AAAA")
                        .build())
            .toList();
    return Json.object()
        .put("payload", TestKeys.PAYLOAD.base64Url())
        .put("signatures", Json.of(signatures))
        .build()
        .canonical()
        .utf8();
  }

  @ParameterizedTest
  @ValueSource(strings = {"alg", "kid", "typ"})
  void aMemberThatIsMissingForbidsTheEnvelope(String name) {
    JsonObject header = Vectors.without(Vectors.object(TestKeys.goodHeader(TestKeys.ALICE)), name);
    HeaderRule rule =
        switch (name) {
          case "alg" -> HeaderRule.ALG_MISSING;
          case "kid" -> HeaderRule.KID_MISSING;
          default -> HeaderRule.TYP;
        };
    Bytes jws = TestKeys.compact(header.canonical().utf8(), TestKeys.PAYLOAD, TestKeys.ALICE);
    assertThat(TestKeys.open(jws)).isEqualTo(new Opening.Forbidden(rule));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evalledger-statement+json",
        "application/evalledger-statement+json",
        "Application/EvalLedger-Statement+JSON"
      })
  void typMayHaveItsPrefixAndAnyCase(String typ) {
    JsonObject header =
        Vectors.object(TestKeys.goodHeader(TestKeys.ALICE)).with("typ", Json.of(typ));
    Bytes jws = TestKeys.compact(header.canonical().utf8(), TestKeys.PAYLOAD, TestKeys.ALICE);
    assertThat(TestKeys.verify(TestKeys.open(jws), TestKeys.knows(TestKeys.ALICE)))
        .isInstanceOf(Verification.Verified.class);
  }

  /** RFC 7515 §4: what is not understood and not critical is ignored. */
  @Test
  void otherMembersAreIgnored() {
    JsonObject header =
        Vectors.object(TestKeys.goodHeader(TestKeys.ALICE))
            .with("cty", Json.of("json"))
            .with("note", Json.of(1));
    Bytes jws = TestKeys.compact(header.canonical().utf8(), TestKeys.PAYLOAD, TestKeys.ALICE);
    assertThat(TestKeys.verify(TestKeys.open(jws), TestKeys.knows(TestKeys.ALICE)))
        .isInstanceOf(Verification.Verified.class);
  }

  @Test
  void everyRuleOfJwsIsTested() {
    Set<HeaderRule> tested = EnumSet.of(HeaderRule.PAYLOAD_TYPE); // DsseTest
    breaches().forEach(breach -> tested.add(breach.rule()));
    assertThat(tested).containsExactlyInAnyOrder(HeaderRule.values());
  }

  @Test
  void everyRuleSaysHowToKeepIt() {
    assertThat(HeaderRule.values())
        .allSatisfy(rule -> assertThat(rule.detail()).endsWith(".").hasSizeGreaterThan(30));
    assertThat(HeaderRule.TYP.detail())
        .contains("evalledger-statement+json", "evalledger-receipt+json");
    assertThat(HeaderRule.ALG_UNKNOWN.detail()).contains("Ed25519, ES256, ES384, PS256, ML-DSA-44");
    assertThat(HeaderRule.PAYLOAD_TYPE.detail()).contains("application/vnd.in-toto+json");
  }
}
