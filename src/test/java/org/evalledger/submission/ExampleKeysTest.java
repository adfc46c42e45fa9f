package org.evalledger.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.JsonReader;
import org.evalledger.ledger.Ruling;
import org.evalledger.signing.Algorithm;
import org.evalledger.signing.SigningKey;
import org.junit.jupiter.api.Test;

class ExampleKeysTest {
  private static List<Bytes> files() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("keys-example"))) {
      return all.filter(file -> file.toString().endsWith(".jwk"))
          .map(ExampleKeysTest::read)
          .toList();
    }
  }

  private static Bytes read(Path file) {
    try {
      return Bytes.copyOf(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void areExactlyThoseOfTheFolder() throws IOException {
    assertThat(files().stream().map(file -> SigningKey.parse(file).orThrow().kid()))
        .hasSize(5)
        .containsExactlyInAnyOrderElementsOf(ExampleKeys.load().kids());
  }

  @Test
  void nameThemselvesByTheirThumbprints() throws IOException {
    for (Bytes file : files()) {
      assertThat(JsonReader.read(file))
          .isInstanceOfSatisfying(
              JsonReader.Value.class,
              value ->
                  assertThat(((Json.JsonObject) value.json()).get("kid"))
                      .isEqualTo(Json.of(SigningKey.parse(file).orThrow().kid().value())));
    }
  }

  @Test
  void areNotRegisteredOutsideADemo() throws IOException {
    var rule = new ExampleKeyRule(false);
    for (Bytes file : files()) {
      var key = SigningKey.parse(file).orThrow().publicKey();
      assertThat(rule.refusal(Optional.of(key)))
          .get()
          .isInstanceOfSatisfying(
              Ruling.Forbidden.class,
              refusal -> assertThat(refusal.detail()).contains("example keys"));
    }
    assertThat(rule.refusal(Optional.of(SigningKey.generate(Algorithm.ED25519).publicKey())))
        .isEmpty();
  }

  @Test
  void areRegisteredInADemo() throws IOException {
    var key = SigningKey.parse(files().getFirst()).orThrow().publicKey();
    assertThat(new ExampleKeyRule(true).refusal(Optional.of(key))).isEmpty();
  }
}
