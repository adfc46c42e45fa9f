package org.evalledger.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.evalledger.Vectors;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonBoolean;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The inclusion sets of transparency-dev/merkle; most of their cases must be refused. */
class InclusionVectorsTest {
  private static final String INCLUSION = "rfc6962-merkle/inclusion.json";
  private static final String SUBTREE = "rfc6962-merkle/subtreeinclusion.json";

  private static Stream<Arguments> cases(String path) {
    return Vectors.json(path).members().entrySet().stream()
        .map(vector -> Arguments.of(vector.getKey(), vector.getValue()));
  }

  static Stream<Arguments> inclusion() {
    return cases(INCLUSION);
  }

  static Stream<Arguments> subtreeInclusion() {
    return cases(SUBTREE);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inclusion")
  void inclusionIsJudgedAsTheVectorSays(String name, Json vector) {
    assertThat(holds(vector, InclusionVectorsTest::inclusionCheck)).isEqualTo(!wantErr(vector));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("subtreeInclusion")
  void subtreeInclusionIsJudgedAsTheVectorSays(String name, Json vector) {
    assertThat(holds(vector, InclusionVectorsTest::subtreeCheck)).isEqualTo(!wantErr(vector));
  }

  @Test
  void noCaseIsMissingAndMostAreRefused() {
    assertThat(inclusion()).hasSize(98);
    assertThat(inclusion().filter(c -> wantErr((Json) c.get()[1]))).hasSize(92);
    assertThat(subtreeInclusion()).hasSize(204);
    assertThat(subtreeInclusion().filter(c -> wantErr((Json) c.get()[1]))).hasSize(192);
  }

  private interface Check {
    ProofCheck apply(Json vector);
  }

  /** Our types refuse some cases before there is a proof to check: that is a refusal too. */
  private static boolean holds(Json vector, Check check) {
    try {
      return check.apply(vector).proven();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static ProofCheck inclusionCheck(Json vector) {
    var size = new TreeSize(number(vector, "treeSize"));
    return new InclusionProof(number(vector, "leafIdx"), size, proof(vector))
        .verify(hash(vector, "leafHash"), hash(vector, "root"));
  }

  private static ProofCheck subtreeCheck(Json vector) {
    return new Subtree(number(vector, "start"), number(vector, "end"))
        .verifyInclusion(
            number(vector, "leafIdx"),
            proof(vector),
            hash(vector, "leafHash"),
            hash(vector, "root"));
  }

  private static boolean wantErr(Json vector) {
    return ((JsonBoolean) Vectors.member(vector, "wantErr")).value();
  }

  /** Unsigned 64-bit as it is; what is too large for us becomes negative and must be refused. */
  private static long number(Json vector, String name) {
    return new BigInteger(((JsonNumber) Vectors.member(vector, name)).text()).longValue();
  }

  private static Sha256 hash(Json vector, String name) {
    return new Sha256(Bytes.ofBase64(Vectors.string(vector, name)));
  }

  private static List<Sha256> proof(Json vector) {
    return Vectors.member(vector, "proof") instanceof JsonArray hashes
        ? hashes.items().stream()
            .map(hash -> new Sha256(Bytes.ofBase64(((JsonString) hash).value())))
            .toList()
        : List.of();
  }
}
