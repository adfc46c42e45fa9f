package org.evalledger.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Fault;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
  private static final Bytes COMPACT = Jws.compact(Typ.STATEMENT, TestKeys.PAYLOAD, TestKeys.ALICE);
  private static final JsonObject GENERAL =
      (JsonObject)
          Vectors.json(
              Jws.general(Typ.STATEMENT, TestKeys.PAYLOAD, List.of(TestKeys.ALICE, TestKeys.BOB)));

  private static List<String> pointers(Opening opening) {
    return switch (opening) {
      case Opening.Malformed malformed -> malformed.faults().stream().map(Fault::pointer).toList();
      case Opening.Forbidden forbidden -> List.of(forbidden.toString());
      case Opened opened -> List.of();
    };
  }

  private static List<String> pointers(JsonObject envelope) {
    return pointers(TestKeys.openJson(envelope.canonical().utf8()));
  }

  private static JsonObject flattened() {
    String[] parts = COMPACT.utf8().split("\\.", -1);
    return Json.object()
        .put("payload", parts[1])
        .put("protected", parts[0])
        .put("signature", parts[2])
        .build();
  }

  /** GENERAL with its first signature changed. */
  private static JsonObject first(String name, Json value) {
    var items = new ArrayList<>(Vectors.items(GENERAL, "signatures"));
    items.set(0, ((JsonObject) items.getFirst()).with(name, value));
    return GENERAL.with("signatures", Json.of(items));
  }

  @Test
  void allThreeSerializationsOpen() {
    assertThat(TestKeys.open(COMPACT)).isInstanceOf(Opened.class);
    assertThat(pointers(GENERAL)).isEmpty();
    assertThat(pointers(flattened())).isEmpty();
  }

  @Test
  void theSignersAreNamedInTheirOrder() {
    assertThat(((Opened) TestKeys.openJson(GENERAL.canonical().utf8())).kids())
        .containsExactly(TestKeys.ALICE.kid(), TestKeys.BOB.kid());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.b", "....", "a.b.c.d", "{}", " ", "no dots at all"})
  void textThatIsNotThreePartsIsMalformed(String text) {
    assertThat(TestKeys.open(Bytes.ofUtf8(text))).isInstanceOf(Opening.Malformed.class);
  }

  @Test
  void aMissingPartIsMalformed() {
    String[] parts = COMPACT.utf8().split("\\.", -1);
    for (int i = 0; i < 3; i++) {
      String[] less = parts.clone();
      less[i] = "";
      assertThat(TestKeys.open(Bytes.ofUtf8(String.join(".", less))))
          .isInstanceOf(Opening.Malformed.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", " ", "=", "\r\n", "\u0000", "\u00e9"})
  void anythingBehindTheSignatureIsMalformed(String more) {
    assertThat(TestKeys.open(Bytes.ofUtf8(COMPACT.utf8() + more)))
        .isInstanceOf(Opening.Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "\"x\"",
        "{",
        "{\"alg\":\"Ed25519\",\"alg\":\"Ed25519\"}",
        "\uFEFF{}",
        "{}x"
      })
  void aHeaderThatIsNoStrictJsonObjectIsMalformed(String header) {
    assertThat(TestKeys.open(TestKeys.compact(header, TestKeys.PAYLOAD, TestKeys.ALICE)))
        .isInstanceOf(Opening.Malformed.class);
  }

  @Test
  void headersMayHaveEightKibibytesAndNoMore() {
    assertThat(TestKeys.open(withHeaderOf(Envelope.MAX_HEADER_BYTES))).isInstanceOf(Opened.class);
    assertThat(TestKeys.open(withHeaderOf(Envelope.MAX_HEADER_BYTES + 1)))
        .isInstanceOf(Opening.Malformed.class);
    assertThat(TestKeys.open(withHeaderOf(1 << 20))).isInstanceOf(Opening.Malformed.class);
  }

  private static Bytes withHeaderOf(int bytes) {
    String good = TestKeys.goodHeader(TestKeys.ALICE);
    String padded = good + " ".repeat(bytes - good.length());
    return TestKeys.compact(padded, TestKeys.PAYLOAD, TestKeys.ALICE);
  }

  @Test
  void signaturesMayHaveEightKibibytesAndNoMore() {
    String signed = COMPACT.utf8().substring(0, COMPACT.utf8().lastIndexOf('.') + 1);
    for (int bytes : new int[] {1, Envelope.MAX_SIGNATURE_BYTES, 8193, 8194, 1 << 20}) {
      Bytes jws = Bytes.ofUtf8(signed + Base64Url.encode(new byte[bytes]));
      assertThat(TestKeys.open(jws) instanceof Opened)
          .as("%d bytes", bytes)
          .isEqualTo(bytes <= Envelope.MAX_SIGNATURE_BYTES);
    }
  }

  @Test
  void whatIsMissingFromAJsonEnvelopeIsNamed() {
    assertThat(pointers(Vectors.object("{}")))
        .containsExactlyInAnyOrder("/protected", "/signature", "/payload", "/payload");
    assertThat(pointers(Vectors.without(GENERAL, "payload"))).contains("/payload");
    assertThat(pointers(Vectors.without(flattened(), "signature"))).containsExactly("/signature");
    assertThat(pointers(GENERAL.with("signatures", Json.of(List.of(Vectors.object("{}"))))))
        .containsExactly("/signatures/0/protected", "/signatures/0/signature");
  }

  @Test
  void membersThatAreNoStringsAreNamed() {
    assertThat(pointers(GENERAL.with("payload", Json.of(1)))).contains("/payload");
    assertThat(pointers(first("protected", Vectors.object("{}"))))
        .containsExactly("/signatures/0/protected");
    assertThat(pointers(first("signature", Json.ofNull())))
        .containsExactly("/signatures/0/signature");
  }

  @Test
  void unknownMembersAreNamed() {
    assertThat(pointers(GENERAL.with("x", Json.of(1)))).containsExactly("/x");
    assertThat(pointers(flattened().with("x", Json.of(1)))).containsExactly("/x");
    assertThat(pointers(first("x", Json.of(1)))).containsExactly("/signatures/0/x");
  }

  @Test
  void unprotectedHeadersAreRefusedEvenWhenEmpty() {
    assertThat(pointers(first("header", Vectors.object("{}"))))
        .containsExactly("/signatures/0/header");
    assertThat(pointers(flattened().with("header", Vectors.object("{}"))))
        .containsExactly("/header");
  }

  @Test
  void generalAndFlattenedFormsDoNotMix() {
    Json signature = Json.of("AAAA");
    assertThat(pointers(GENERAL.with("signature", signature))).containsExactly("/signature");
    assertThat(pointers(GENERAL.with("protected", signature))).containsExactly("/protected");
  }

  @Test
  void oneToSixteenSignaturesAreTaken() {
    var keys = new ArrayList<SigningKey>();
    for (int i = 0; i < 17; i++) {
      keys.add(TestKeys.key(Algorithm.ED25519, "signer " + i));
    }
    var signatures = new ArrayList<Json>();
    for (SigningKey key : keys) {
      Bytes one = Jws.general(Typ.STATEMENT, TestKeys.PAYLOAD, List.of(key));
      signatures.add(Vectors.items(Vectors.json(one), "signatures").getFirst());
      assertThat(pointers(GENERAL.with("signatures", Json.of(signatures))))
          .isEqualTo(signatures.size() <= 16 ? List.of() : List.of("/signatures"));
    }
    assertThat(pointers(GENERAL.with("signatures", Json.of(List.of()))))
        .containsExactly("/signatures");
    assertThat(pointers(GENERAL.with("signatures", Json.ofNull()))).containsExactly("/signatures");
    assertThat(pointers(GENERAL.with("signatures", Json.of(List.of(Json.of(1))))))
        .containsExactly("/signatures/0");
  }

  @Test
  void oneKeySignsOnlyOnce() {
    Json one = Vectors.items(GENERAL, "signatures").getFirst();
    assertThat(pointers(GENERAL.with("signatures", Json.of(List.of(one, one)))))
        .containsExactly("/signatures/1/protected");
  }

  @Test
  void aPayloadThatIsNotBase64urlIsNamed() {
    assertThat(pointers(GENERAL.with("payload", Json.of("AA==")))).containsExactly("/payload");
    assertThat(pointers(GENERAL.with("payload", Json.of("")))).containsExactly("/payload");
    assertThat(pointers(GENERAL.with("payload", Json.of("AAA\u0441")))).containsExactly("/payload");
  }

  @Test
  void jsonThatIsNotStrictIsMalformed() {
    for (String bad : List.of("", "[]", "{\"payload\":\"AA\",\"payload\":\"AA\"}", "{}{}")) {
      assertThat(TestKeys.openJson(bad)).isInstanceOf(Opening.Malformed.class);
    }
  }

  /** Form (400) comes before rules (401), whatever the order of the signatures. */
  @Test
  void malformedComesBeforeForbidden() {
    JsonObject bad = Vectors.object("{\"alg\":\"none\"}");
    JsonObject forbidden = first("protected", Json.of(bad.canonical().base64Url()));
    assertThat(TestKeys.openJson(forbidden.canonical().utf8()))
        .isEqualTo(new Opening.Forbidden(HeaderRule.ALG_NONE));
    assertThat(pointers(forbidden.with("payload", Json.of("!")))).containsExactly("/payload");
  }

  @Test
  void aReceiptIsNoStatementAndTheOtherWayRound() {
    Bytes receipt = Jws.compact(Typ.RECEIPT, TestKeys.PAYLOAD, TestKeys.ALICE);
    assertThat(Envelope.open(EnvelopeFormat.JOSE, receipt, Typ.RECEIPT)).isInstanceOf(Opened.class);
    assertThat(TestKeys.open(receipt)).isEqualTo(new Opening.Forbidden(HeaderRule.TYP));
    assertThat(Envelope.open(EnvelopeFormat.JOSE, COMPACT, Typ.RECEIPT))
        .isEqualTo(new Opening.Forbidden(HeaderRule.TYP));
  }

  @Test
  void formatsAreFoundByTheirMediaTypes() {
    for (EnvelopeFormat format : EnvelopeFormat.values()) {
      assertThat(EnvelopeFormat.ofMediaType(format.mediaType())).contains(format);
    }
    assertThat(EnvelopeFormat.ofMediaType("Application/JOSE+JSON"))
        .contains(EnvelopeFormat.JOSE_JSON);
    assertThat(EnvelopeFormat.ofMediaType("application/json")).isEmpty();
  }

  /** Nothing is thrown, whatever comes; and no bytes out of nowhere are an envelope. */
  @ParameterizedTest
  @EnumSource
  void randomBytesAreMalformed(EnvelopeFormat format) {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      assertThat(Envelope.open(format, Bytes.copyOf(bytes), Typ.STATEMENT))
          .isInstanceOf(Opening.Malformed.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void eightMebibytesOfNothingAreMalformed(EnvelopeFormat format) {
    for (String unit : List.of("A", ".", "[", "\"", "{\"a\":", " ")) {
      Bytes big = Bytes.ofUtf8(unit.repeat((8 << 20) / unit.length()));
      assertThat(Envelope.open(format, big, Typ.STATEMENT)).isInstanceOf(Opening.Malformed.class);
    }
  }
}
