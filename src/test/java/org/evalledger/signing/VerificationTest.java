package org.evalledger.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.Verification.Rejected;
import org.evalledger.signing.Verification.Verified;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerificationTest {
  private static final Rejected BAD = new Rejected(SignatureFault.BAD_SIGNATURE);
  private static final Rejected MISMATCH = new Rejected(SignatureFault.ALGORITHM_MISMATCH);

  private static Rejected unknown(SigningKey... strangers) {
    return new Rejected(
        SignatureFault.UNKNOWN_KEY, Stream.of(strangers).map(SigningKey::kid).toList());
  }

  private static Verification compact(Bytes payload, SigningKey key, KeySource keys) {
    return TestKeys.verify(TestKeys.open(Jws.compact(Typ.STATEMENT, payload, key)), keys);
  }

  private static Verification general(Bytes payload, List<SigningKey> signers, KeySource keys) {
    Bytes jws = Jws.general(Typ.STATEMENT, payload, signers);
    return TestKeys.verify(TestKeys.openJson(jws.utf8()), keys);
  }

  private static Bytes registration(SigningKey key) {
    return Json.object().put("type", "key").put("jwk", key.publicKey().toJwk()).build().canonical();
  }

  @ParameterizedTest
  @EnumSource
  void aStatementSignedByARegisteredKeyGivesItsBytes(Algorithm algorithm) {
    SigningKey key = TestKeys.key(algorithm, "signer");
    assertThat(compact(TestKeys.PAYLOAD, key, TestKeys.knows(key)))
        .isEqualTo(new Verified(TestKeys.PAYLOAD, List.of(key.kid()), Optional.empty()));
  }

  @Test
  void payloadsNeedNotBeJson() {
    Bytes payload = Bytes.ofHex("00ff80");
    assertThat(compact(payload, TestKeys.ALICE, TestKeys.knows(TestKeys.ALICE)))
        .isEqualTo(new Verified(payload, List.of(TestKeys.ALICE.kid()), Optional.empty()));
  }

  @Test
  void signersAreListedInTheOrderOfTheEnvelope() {
    List<SigningKey> signers = List.of(TestKeys.CAROL, TestKeys.ALICE, TestKeys.BOB);
    KeySource all = TestKeys.knows(TestKeys.ALICE, TestKeys.BOB, TestKeys.CAROL);
    assertThat(general(TestKeys.PAYLOAD, signers, all))
        .isEqualTo(
            new Verified(
                TestKeys.PAYLOAD,
                signers.stream().map(SigningKey::kid).toList(),
                Optional.empty()));
  }

  @Test
  void anUnknownKeyIsRejected() {
    assertThat(compact(TestKeys.PAYLOAD, TestKeys.ALICE, TestKeys.knowsNobody()))
        .isEqualTo(unknown(TestKeys.ALICE));
    assertThat(compact(TestKeys.PAYLOAD, TestKeys.ALICE, TestKeys.knows(TestKeys.BOB)))
        .isEqualTo(unknown(TestKeys.ALICE));
  }

  @Test
  void oneUnknownKeyAmongOthersIsRejected() {
    List<SigningKey> signers = List.of(TestKeys.ALICE, TestKeys.BOB);
    assertThat(general(TestKeys.PAYLOAD, signers, TestKeys.knows(TestKeys.ALICE)))
        .isEqualTo(unknown(TestKeys.BOB));
  }

  @Test
  void oneBadSignatureAmongGoodOnesIsRejected() {
    JsonObject jws =
        (JsonObject)
            Vectors.json(
                Jws.general(
                    Typ.STATEMENT, TestKeys.PAYLOAD, List.of(TestKeys.ALICE, TestKeys.BOB)));
    JsonObject other =
        (JsonObject)
            Vectors.json(Jws.general(Typ.STATEMENT, Bytes.ofUtf8("other"), List.of(TestKeys.BOB)));
    var mixed =
        jws.with(
            "signatures",
            Json.of(
                List.of(
                    Vectors.items(jws, "signatures").getFirst(),
                    Vectors.items(other, "signatures").getFirst())));
    assertThat(
            TestKeys.verify(
                TestKeys.openJson(mixed.canonical().utf8()),
                TestKeys.knows(TestKeys.ALICE, TestKeys.BOB)))
        .isEqualTo(BAD);
  }

  /** The key decides: whatever else the header names, nothing is tried. */
  @ParameterizedTest
  @EnumSource
  void aHeaderThatNamesAnotherAlgorithmThanTheKeysIsRejected(Algorithm named) {
    for (Algorithm registered : Algorithm.values()) {
      SigningKey key = TestKeys.key(registered, "signer");
      String header =
          TestKeys.goodHeader(key).replace('"' + registered.jwa() + '"', '"' + named.jwa() + '"');
      Bytes jws = TestKeys.compact(header, TestKeys.PAYLOAD, key);
      Verification verdict = TestKeys.verify(TestKeys.open(jws), TestKeys.knows(key));
      if (named == registered) {
        assertThat(verdict).isInstanceOf(Verified.class);
      } else {
        assertThat(verdict).isEqualTo(MISMATCH);
      }
    }
  }

  @Test
  void theOldNameOfEd25519IsTakenForEd25519KeysAlone() {
    String header = TestKeys.goodHeader(TestKeys.ALICE).replace("Ed25519", "EdDSA");
    Bytes jws = TestKeys.compact(header, TestKeys.PAYLOAD, TestKeys.ALICE);
    assertThat(TestKeys.verify(TestKeys.open(jws), TestKeys.knows(TestKeys.ALICE)))
        .isInstanceOf(Verified.class);
    String bobs = TestKeys.goodHeader(TestKeys.BOB).replace("ES256", "EdDSA");
    Bytes other = TestKeys.compact(bobs, TestKeys.PAYLOAD, TestKeys.BOB);
    assertThat(TestKeys.verify(TestKeys.open(other), TestKeys.knows(TestKeys.BOB)))
        .isEqualTo(MISMATCH);
  }

  @Test
  void aKidOfOneKeyWithTheSignatureOfAnotherIsRejected() {
    SigningKey other = TestKeys.key(Algorithm.ED25519, "other");
    Bytes jws = TestKeys.compact(TestKeys.goodHeader(TestKeys.ALICE), TestKeys.PAYLOAD, other);
    assertThat(TestKeys.verify(TestKeys.open(jws), TestKeys.knows(TestKeys.ALICE, other)))
        .isEqualTo(BAD);
  }

  @ParameterizedTest
  @EnumSource
  void aKeyInItsOwnRegistrationProvesItself(Algorithm algorithm) {
    SigningKey fresh = TestKeys.key(algorithm, "fresh");
    Bytes payload = registration(fresh);
    assertThat(compact(payload, fresh, TestKeys.knowsNobody()))
        .isEqualTo(new Verified(payload, List.of(fresh.kid()), Optional.of(fresh.publicKey())));
  }

  @Test
  void aRegistrationSignedByTheOperatorTooNamesBoth() {
    Bytes payload = registration(TestKeys.CAROL);
    List<SigningKey> signers = List.of(TestKeys.CAROL, TestKeys.ALICE);
    assertThat(general(payload, signers, TestKeys.knows(TestKeys.ALICE)))
        .isEqualTo(
            new Verified(
                payload,
                List.of(TestKeys.CAROL.kid(), TestKeys.ALICE.kid()),
                Optional.of(TestKeys.CAROL.publicKey())));
  }

  @Test
  void twoUnknownKeysAreRejectedEvenWhenOneIsIntroduced() {
    assertThat(
            general(
                registration(TestKeys.CAROL),
                List.of(TestKeys.CAROL, TestKeys.ALICE),
                TestKeys.knowsNobody()))
        .isEqualTo(unknown(TestKeys.CAROL, TestKeys.ALICE));
  }

  @Test
  void aKeyInThePayloadSpeaksForItselfAlone() {
    assertThat(compact(registration(TestKeys.CAROL), TestKeys.ALICE, TestKeys.knowsNobody()))
        .isEqualTo(unknown(TestKeys.ALICE));
  }

  @Test
  void aRegisteredKeyIsNotIntroducedByItsOwnPayload() {
    Bytes payload = registration(TestKeys.ALICE);
    assertThat(compact(payload, TestKeys.ALICE, TestKeys.knows(TestKeys.ALICE)))
        .isEqualTo(new Verified(payload, List.of(TestKeys.ALICE.kid()), Optional.empty()));
  }

  @Test
  void anIntroducedKeyMustHaveSigned() {
    SigningKey other = TestKeys.key(Algorithm.ED25519, "other");
    Bytes payload = registration(TestKeys.ALICE);
    Bytes jws = TestKeys.compact(TestKeys.goodHeader(TestKeys.ALICE), payload, other);
    assertThat(TestKeys.verify(TestKeys.open(jws), TestKeys.knowsNobody())).isEqualTo(BAD);
    String header = TestKeys.goodHeader(TestKeys.ALICE).replace("Ed25519", "ES256");
    Bytes confused = TestKeys.compact(header, payload, TestKeys.ALICE);
    assertThat(TestKeys.verify(TestKeys.open(confused), TestKeys.knowsNobody()))
        .isEqualTo(MISMATCH);
  }

  @Test
  void aPayloadThatIntroducesNoUsableKeyIsRejected() {
    JsonObject secret = TestKeys.ALICE.toJwk();
    for (Bytes payload :
        List.of(
            Bytes.ofUtf8("not JSON"),
            Bytes.ofUtf8("[1]"),
            Bytes.ofUtf8("{\"jwk\":null}"),
            Bytes.ofUtf8("{\"jwk\":{},\"jwk\":{}}"),
            Json.object().put("jwk", secret).build().canonical(),
            Json.object().put("key", registration(TestKeys.ALICE).utf8()).build().canonical())) {
      assertThat(compact(payload, TestKeys.ALICE, TestKeys.knowsNobody()))
          .as(payload.utf8())
          .isEqualTo(unknown(TestKeys.ALICE));
    }
  }

  @Test
  void whoeverIsNotKnownIsNamedAndNoMoreThanThree() {
    assertThat(unknown(TestKeys.BOB).detail())
        .isEqualTo("No registered key is named by the kid " + TestKeys.BOB.kid() + ".");
    SigningKey other = TestKeys.key(Algorithm.ED25519, "other");
    assertThat(unknown(TestKeys.ALICE, TestKeys.BOB, TestKeys.CAROL, other).detail())
        .contains(TestKeys.CAROL.kid() + " or others.")
        .doesNotContain(other.kid().value());
    assertThat(BAD.detail()).isEqualTo("A signature is not valid.");
  }

  @Test
  void faultsNeverSayWhichPartOfASignatureFailed() {
    assertThat(SignatureFault.BAD_SIGNATURE.detail()).isEqualTo("A signature is not valid.");
    assertThat(SignatureFault.values())
        .allSatisfy(fault -> assertThat(fault.detail()).doesNotContainIgnoringCase("length"));
  }
}
