package org.evalledger.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.junit.jupiter.api.Test;

/**
 * Pins what {@link Ed25519Scheme} says of the encodings on which libraries differ, with the 914
 * vectors of the Community Cryptography Test Vectors.
 */
class Ed25519EdgeCasesTest {
  private static final Set<String> KEY_FLAGS =
      Set.of("low_order_A", "low_order_component_A", "non_canonical_A");

  private static final List<Json> CASES =
      ((Json.JsonArray) Vectors.read("cctv-ed25519/ed25519vectors.json")).items();

  private static KeyReading<PublicKey> key(Json one) {
    return PublicKey.parse(
        Json.object()
            .put("kty", "OKP")
            .put("crv", "Ed25519")
            .put("x", Vectors.hex(one, "key").base64Url())
            .build());
  }

  private static boolean accepts(Json one) {
    return key(one) instanceof KeyReading.Key<PublicKey> read
        && read.key().verify(Bytes.ofUtf8(Vectors.text(one, "msg")), Vectors.hex(one, "sig"));
  }

  private static boolean flagged(Json one, Predicate<String> which) {
    return Vectors.texts(one, "flags").stream().anyMatch(which);
  }

  @Test
  void thereAreAllVectors() {
    assertThat(CASES).hasSize(914);
  }

  @Test
  void aKeyIsTakenExactlyWhenItIsCanonicalAndOfPrimeOrder() {
    assertThat(CASES)
        .allSatisfy(
            one ->
                assertThat(key(one) instanceof KeyReading.Key<PublicKey>)
                    .as(one.toString())
                    .isEqualTo(!flagged(one, KEY_FLAGS::contains)));
  }

  @Test
  void aSignatureOfAGoodKeyIsTakenExactlyWhenItsRIsCanonical() {
    var taken = new TreeSet<String>();
    for (Json one : CASES) {
      if (!flagged(one, KEY_FLAGS::contains)) {
        boolean expected = !flagged(one, "non_canonical_R"::equals);
        assertThat(accepts(one)).as(one.toString()).isEqualTo(expected);
        if (expected) {
          taken.add(String.join(" ", Vectors.texts(one, "flags")));
        }
      }
    }
    assertThat(taken)
        .containsExactly(
            "",
            "low_order_R",
            "low_order_R low_order_component_R low_order_residue",
            "low_order_component_R low_order_residue");
  }
}
