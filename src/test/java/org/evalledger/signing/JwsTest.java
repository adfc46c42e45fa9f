package org.evalledger.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JwsTest {
  @Test
  void aCompactJwsHasTheHeaderThatTheLedgerAsksFor() {
    String jws = Jws.compact(Typ.RECEIPT, TestKeys.PAYLOAD, TestKeys.ALICE).utf8();
    byte[] header = Base64Url.decode(jws.substring(0, jws.indexOf('.')));
    assertThat(header)
        .asString()
        .isEqualTo(
            "{\"alg\":\"Ed25519\",\"kid\":\"%s\",\"typ\":\"evalledger-receipt+json\"}"
                .formatted(TestKeys.ALICE.kid()));
  }

  /** Another library, nimbus-jose-jwt, reads our keys and verifies what we sign. */
  @ParameterizedTest
  @EnumSource(names = {"ES256", "ES384", "PS256"})
  void anotherLibraryVerifiesWhatWeSign(Algorithm algorithm) throws ParseException, JOSEException {
    SigningKey key = TestKeys.key(algorithm, "interop");
    JWK jwk = JWK.parse(key.publicKey().toJwk().canonical().utf8());
    assertThat(jwk.computeThumbprint()).hasToString(key.kid().value());
    JWSObject jws = JWSObject.parse(Jws.compact(Typ.STATEMENT, TestKeys.PAYLOAD, key).utf8());
    JWSVerifier verifier =
        algorithm == Algorithm.PS256
            ? new RSASSAVerifier(jwk.toRSAKey())
            : new ECDSAVerifier(jwk.toECKey());
    assertThat(jws.verify(verifier)).isTrue();
    assertThat(jws.getPayload().toBytes()).isEqualTo(TestKeys.PAYLOAD.toArray());
  }

  @Test
  void theGeneralFormHoldsOneSignatureAKeyInTheirOrder() {
    List<SigningKey> keys = List.of(TestKeys.BOB, TestKeys.ALICE);
    Json jws = Vectors.json(Jws.general(Typ.STATEMENT, TestKeys.PAYLOAD, keys));
    assertThat(Vectors.text(jws, "payload")).isEqualTo(TestKeys.PAYLOAD.base64Url());
    assertThat(Vectors.items(jws, "signatures")).hasSize(2);
    for (int i = 0; i < 2; i++) {
      Json one = Vectors.items(jws, "signatures").get(i);
      Bytes signed =
          Bytes.ofUtf8(Vectors.text(one, "protected") + "." + TestKeys.PAYLOAD.base64Url());
      byte[] signature = Base64Url.decode(Vectors.text(one, "signature"));
      assertThat(signature).isNotNull();
      assertThat(keys.get(i).publicKey().verify(signed, Bytes.copyOf(signature))).isTrue();
    }
  }

  @Test
  void noKeyOneKeyTwiceAndTooManyKeysAreTheCallersMistake() {
    var many = new ArrayList<SigningKey>();
    for (int i = 0; i < 17; i++) {
      many.add(TestKeys.key(Algorithm.ED25519, "signer " + i));
    }
    for (List<SigningKey> keys :
        List.of(List.<SigningKey>of(), List.of(TestKeys.ALICE, TestKeys.ALICE), many)) {
      assertThatThrownBy(() -> Jws.general(Typ.STATEMENT, TestKeys.PAYLOAD, keys))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aReceiptGivesItsPayloadOnlyWhenAllIsInOrder() {
    Bytes receipt = Jws.compact(Typ.RECEIPT, TestKeys.PAYLOAD, TestKeys.ALICE);
    KeySource alice = TestKeys.knows(TestKeys.ALICE);
    assertThat(Jws.verify(Typ.RECEIPT, receipt, alice)).contains(TestKeys.PAYLOAD);
    assertThat(Jws.verify(Typ.STATEMENT, receipt, alice)).isEmpty();
    assertThat(Jws.verify(Typ.RECEIPT, receipt, TestKeys.knows(TestKeys.BOB))).isEmpty();
    Bytes damaged = receipt.slice(0, receipt.length() - 2);
    assertThat(Jws.verify(Typ.RECEIPT, damaged, alice)).isEmpty();
  }

  @Test
  void aReceiptMayNotBringItsOwnKey() {
    Bytes payload =
        Json.object().put("jwk", TestKeys.ALICE.publicKey().toJwk()).build().canonical();
    Bytes receipt = Jws.compact(Typ.RECEIPT, payload, TestKeys.ALICE);
    assertThat(Jws.verify(Typ.RECEIPT, receipt, TestKeys.knowsNobody())).isEmpty();
  }
}
