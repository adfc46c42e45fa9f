package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.object;
import static org.evalledger.story.RunningService.text;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.evalledger.audit.ReceiptCheck;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.cli.Cli;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.Algorithm;
import org.evalledger.signing.Jws;
import org.evalledger.signing.PublicKey;
import org.evalledger.signing.Typ;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A receipt is compact with one signature, or JWS JSON with two over the same payload. */
class ReceiptFormsTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final List<String> INDEXES = new ArrayList<>();

  private static RunningService service;
  private static JsonObject answer;
  private static List<PublicKey> keys;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    // The first key as the operator registers it; the second by a rotation that needs nobody.
    Bytes first = Bytes.ofUtf8(service.get("/v1/log/service-registration").body());
    INDEXES.add(
        text(
            service.accept(
                Jws.countersign(Typ.STATEMENT, first, List.of(service.operator().key()))),
            "index"));
    Bytes second = Bytes.ofUtf8(service.get("/v1/log/service-registration?alg=ML-DSA-65").body());
    INDEXES.add(text(service.accept(second), "index"));
    Person lab = service.join("lab", List.of("lab"), List.of());
    answer = service.accept(lab.sign(lab.evaluation("lab/m", "quiz", "0.5").build()));
    keys =
        ((JsonArray) at(service.read("/v1/log"), "serviceKeys"))
            .items().stream().map(jwk -> PublicKey.parse(jwk).orThrow()).toList();
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static HttpResponse<String> receipt(String... accept) {
    var request =
        HttpRequest.newBuilder(service.uri("/v1/entries/" + text(answer, "index") + "/receipt"));
    for (String one : accept) {
      request.header("Accept", one);
    }
    return service.send(request.build());
  }

  private static Bytes general() {
    return Bytes.ofUtf8(receipt("application/jose+json").body());
  }

  @Test
  void theServiceHasTwoKeysThatTheLogKnows() {
    assertThat(keys)
        .extracting(PublicKey::algorithm)
        .containsExactly(Algorithm.ED25519, Algorithm.ML_DSA_65);
    assertThat(keys.getFirst().toJwk()).isEqualTo(at(service.read("/v1/log"), "serviceKey"));
    JsonArray registered = (JsonArray) at(service.read("/v1/submitters/service"), "keys");
    assertThat(registered.items().stream().map(key -> text(key, "kid")).toList())
        .containsExactlyElementsOf(keys.stream().map(key -> key.thumbprint().value()).toList());
    assertThat(service.get("/v1/log/service-registration?alg=RS256").statusCode()).isEqualTo(400);
  }

  @Test
  void theCompactFormIsWhatTheSubmitterGot() {
    for (HttpResponse<String> compact :
        List.of(
            receipt(),
            receipt("*/*"),
            receipt("application/jose"),
            receipt("application/jose;q=1, application/jose+json;q=0.5"))) {
      assertThat(compact.body()).isEqualTo(text(answer, "receipt"));
      assertThat(compact.headers().firstValue("Content-Type")).contains("application/jose");
      assertThat(compact.headers().firstValue("Vary")).contains("Accept");
    }
    assertThat(ReceiptCheck.check(Bytes.ofUtf8(receipt().body()), keys.getFirst()))
        .isInstanceOf(Parsed.Value.class);
  }

  @Test
  void theGeneralFormCarriesBothSignaturesOverTheSamePayload() {
    HttpResponse<String> general = receipt("application/jose+json");
    assertThat(general.headers().firstValue("Content-Type")).contains("application/jose+json");
    assertThat(receipt("application/jose;q=0.5, application/jose+json").body())
        .isEqualTo(general.body());
    JsonObject jws = object(general.body());
    assertThat(((JsonArray) at(jws, "signatures")).items()).hasSize(2);
    assertThat(text(answer, "receipt")).contains("." + text(jws, "payload") + ".");
    assertThat(ReceiptCheck.check(general(), keys)).isInstanceOf(Parsed.Value.class);
  }

  @Test
  void eachSignatureOfTheGeneralFormMustHold() {
    JsonObject jws = object(general().utf8());
    assertThat(ReceiptCheck.check(general(), keys.subList(0, 1)))
        .as("by a key that is not known to be the service's")
        .isInstanceOf(Parsed.Malformed.class);
    for (int i = 0; i < 2; i++) {
      var signatures = new ArrayList<>(((JsonArray) at(jws, "signatures")).items());
      JsonObject one = (JsonObject) signatures.get(i);
      String signature = text(one, "signature");
      char first = signature.charAt(0) == 'A' ? 'B' : 'A';
      signatures.set(i, one.with("signature", Json.of(first + signature.substring(1))));
      Bytes damaged = jws.with("signatures", Json.of(signatures)).canonical();
      assertThat(ReceiptCheck.check(damaged, keys)).isInstanceOf(Parsed.Malformed.class);
    }
  }

  @Test
  void aReceiptIsNoStatement() {
    assertThat(service.post(general()).statusCode()).isEqualTo(401);
    assertThat(service.post(Bytes.ofUtf8(receipt().body())).statusCode()).isEqualTo(401);
  }

  @Test
  void verifyTakesBothForms() throws IOException {
    Path directory = Files.createTempDirectory(Path.of("target"), "receipt-");
    String index = text(answer, "index");
    Path bundle = bundle(directory, index);
    Path first = bundle(directory, INDEXES.get(0));
    Path second = bundle(directory, INDEXES.get(1));
    Path compact = Files.writeString(directory.resolve("compact"), receipt().body());
    Path general = Files.writeString(directory.resolve("general"), general().utf8());
    assertThat(verify(bundle, "--receipt", compact, "--service", first)).isZero();
    assertThat(verify(bundle, "--receipt", general, "--service", first, "--service", second))
        .isZero();
    assertThat(verify(bundle, "--receipt", general, "--service", first)).isEqualTo(1);
    assertThat(verify(second, "--receipt", compact, "--service", first))
        .as("the receipt of another entry")
        .isEqualTo(1);
    assertThat(verify(bundle, "--receipt", compact, "--service", bundle))
        .as("an entry that registers no key of the service")
        .isEqualTo(1);
    assertThat(verify(bundle, "--receipt", compact)).isEqualTo(2);
  }

  private static Path bundle(Path directory, String index) throws IOException {
    return Files.writeString(
        directory.resolve(index + ".bundle"),
        service.get("/v1/entries/" + index + "/bundle").body());
  }

  private static int verify(Path bundle, Object... more) {
    var arguments = new ArrayList<String>(List.of("verify", bundle.toString()));
    for (Object one : more) {
      arguments.add(one.toString());
    }
    arguments.addAll(List.of("--log-key", text(service.read("/v1/log"), "keys", "0")));
    arguments.addAll(List.of("--operator", service.operator().key().kid().value()));
    return Cli.run(arguments.toArray(String[]::new));
  }
}
