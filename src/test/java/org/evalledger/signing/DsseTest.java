package org.evalledger.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.util.BigIntegers;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.Verification.Rejected;
import org.evalledger.signing.Verification.Verified;
import org.junit.jupiter.api.Test;

class DsseTest {
  private static final Bytes STATEMENT =
      Bytes.ofUtf8(
          "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[\"\u00e4>??????\"]}");

  private static Bytes pae(String type, Bytes body) {
    return Bytes.concat(Bytes.copyOf(DsseReader.paePrefix(type, body.length())), body);
  }

  private static JsonObject envelope(SigningKey... signers) {
    var signatures = new ArrayList<Json>();
    for (SigningKey signer : signers) {
      Bytes signature = signer.sign(pae(DsseReader.PAYLOAD_TYPE, STATEMENT));
      signatures.add(
          Json.object().put("keyid", signer.kid().value()).put("sig", signature.base64()).build());
    }
    return Json.object()
        .put("payload", STATEMENT.base64())
        .put("payloadType", DsseReader.PAYLOAD_TYPE)
        .put("signatures", Json.of(signatures))
        .build();
  }

  private static JsonObject first(String name, Json value) {
    JsonObject good = envelope(TestKeys.ALICE);
    JsonObject signature = (JsonObject) Vectors.items(good, "signatures").getFirst();
    return good.with("signatures", Json.of(List.of(signature.with(name, value))));
  }

  private static Opening open(JsonObject envelope) {
    return Envelope.open(EnvelopeFormat.DSSE, envelope.canonical(), Typ.STATEMENT);
  }

  private static List<String> pointers(JsonObject envelope) {
    return open(envelope) instanceof Opening.Malformed malformed
        ? malformed.faults().stream().map(Fault::pointer).toList()
        : List.of();
  }

  private static Verification verify(JsonObject envelope, SigningKey... known) {
    return TestKeys.verify(open(envelope), TestKeys.knows(known));
  }

  private static Verified verified(SigningKey... signers) {
    List<Kid> kids = List.of(signers).stream().map(SigningKey::kid).toList();
    return new Verified(STATEMENT, kids, Optional.empty());
  }

  @Test
  void thePreAuthenticationEncodingIsThatOfTheSpecification() {
    for (Json one : ((JsonArray) Vectors.read("dsse/pae.json")).items()) {
      Bytes pae = pae(Vectors.text(one, "type"), Bytes.ofUtf8(Vectors.text(one, "body")));
      assertThat(pae.utf8()).isEqualTo(Vectors.text(one, "pae"));
    }
  }

  /**
   * The specification's own signature; its payload type is not ours, so the envelope is refused.
   */
  @Test
  void theSpecificationsSignatureVerifies() {
    Json vector = Vectors.read("dsse/protocol-v1.0.2.json");
    PublicKey key =
        Vectors.publicKey(
            Json.object()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("x", coordinate(vector, "x"))
                .put("y", coordinate(vector, "y"))
                .build());
    Json envelope = Vectors.get(vector, "envelope");
    String signature = Vectors.text(Vectors.items(envelope, "signatures").getFirst(), "sig");
    Bytes body = Bytes.ofUtf8(Vectors.text(vector, "payload"));
    Bytes pae = pae(Vectors.text(vector, "payloadType"), body);
    assertThat(pae.utf8()).isEqualTo(Vectors.text(vector, "pae"));
    assertThat(key.verify(pae, Bytes.ofBase64(signature))).isTrue();
    assertThat(open((JsonObject) envelope))
        .isEqualTo(new Opening.Forbidden(HeaderRule.PAYLOAD_TYPE));
  }

  private static String coordinate(Json vector, String name) {
    var value = new BigInteger(Vectors.text(vector, "key", name));
    return Base64Url.encode(BigIntegers.asUnsignedByteArray(32, value));
  }

  @Test
  void anInTotoStatementSignedByRegisteredKeysVerifies() {
    assertThat(verify(envelope(TestKeys.ALICE), TestKeys.ALICE))
        .isEqualTo(verified(TestKeys.ALICE));
    SigningKey[] all = {TestKeys.BOB, TestKeys.CAROL, TestKeys.ALICE};
    assertThat(verify(envelope(all), all)).isEqualTo(verified(all));
  }

  @Test
  void bothAlphabetsAreTakenWithAndWithoutPadding() {
    assertThat(STATEMENT.base64()).contains("/").endsWith("=");
    for (String payload :
        List.of(STATEMENT.base64(), STATEMENT.base64Url(), STATEMENT.base64().replace("=", ""))) {
      JsonObject envelope = envelope(TestKeys.ALICE).with("payload", Json.of(payload));
      assertThat(verify(envelope, TestKeys.ALICE)).isEqualTo(verified(TestKeys.ALICE));
    }
  }

  @Test
  void textThatIsNoBase64IsMalformed() {
    for (String bad : List.of("", "!", "A", "AA=", "AAA==", "AAAA=", "AA==\n", "AB==", "=")) {
      assertThat(pointers(envelope(TestKeys.ALICE).with("payload", Json.of(bad))))
          .as(bad)
          .containsExactly("/payload");
      assertThat(pointers(first("sig", Json.of(bad)))).as(bad).containsExactly("/signatures/0/sig");
    }
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(pointers(Vectors.object("{}")))
        .containsExactlyInAnyOrder("/payload", "/payloadType", "/signatures");
    assertThat(pointers(envelope())).containsExactly("/signatures");
    String tooLong = Base64Url.encode(new byte[Envelope.MAX_SIGNATURE_BYTES + 1]);
    assertThat(pointers(first("sig", Json.of(tooLong)))).containsExactly("/signatures/0/sig");
  }

  /** DSSE 1.0.2 envelope, "Parsing rules". */
  @Test
  void unknownMembersAreIgnored() {
    JsonObject envelope = first("cert", Json.of("x")).with("extra", Json.of(1));
    assertThat(verify(envelope, TestKeys.ALICE)).isEqualTo(verified(TestKeys.ALICE));
  }

  @Test
  void aKeyidMustNameAKey() {
    assertThat(open(first("keyid", Json.of(""))))
        .isEqualTo(new Opening.Forbidden(HeaderRule.KID_MISSING));
    assertThat(open(first("keyid", Json.of("alice"))))
        .isEqualTo(new Opening.Forbidden(HeaderRule.KID_NOT_A_THUMBPRINT));
    assertThat(verify(envelope(TestKeys.ALICE), TestKeys.BOB))
        .isEqualTo(new Rejected(SignatureFault.UNKNOWN_KEY, List.of(TestKeys.ALICE.kid())));
  }

  @Test
  void oneKeySignsOnlyOnce() {
    assertThat(pointers(envelope(TestKeys.ALICE, TestKeys.ALICE)))
        .containsExactly("/signatures/1/keyid");
  }

  @Test
  void theKeyidIsNeverTrusted() {
    JsonObject swapped = first("keyid", Json.of(TestKeys.BOB.kid().value()));
    assertThat(verify(swapped, TestKeys.ALICE, TestKeys.BOB))
        .isEqualTo(new Rejected(SignatureFault.BAD_SIGNATURE));
  }

  @Test
  void anotherPayloadIsRejected() {
    JsonObject other =
        envelope(TestKeys.ALICE).with("payload", Json.of(Bytes.ofUtf8("{}").base64()));
    assertThat(verify(other, TestKeys.ALICE)).isEqualTo(new Rejected(SignatureFault.BAD_SIGNATURE));
  }

  @Test
  void lengthsCountBytesNotCharacters() {
    assertThat(new String(DsseReader.paePrefix("\u00e9", 3), StandardCharsets.UTF_8))
        .isEqualTo("DSSEv1 2 \u00e9 3 ");
  }
}
