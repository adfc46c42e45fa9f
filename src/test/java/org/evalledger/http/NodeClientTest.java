package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.object;
import static org.evalledger.story.RunningService.text;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.signing.Jws;
import org.evalledger.signing.Typ;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client in another language, with a JOSE library of its own, is served as ours is. */
class NodeClientTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static RunningService service;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
  }

  @AfterAll
  static void close() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ed25519", "ES256"})
  void itsStatementIsAcceptedAndItVerifiesOurReceipt(String algorithm) {
    String submitter = "node-" + algorithm;
    String url = service.uri("/").toString().replaceAll("/$", "");
    String keyFile = submitter + ".jwk";
    String asked =
        Node.run("", "client.mjs", "request", url, algorithm, submitter, "localhost/test", keyFile);
    service.accept(countersigned(object(asked)));
    Json statement = Person.called(submitter).evaluation("other/model", "quiz", "0.5").build();
    String said = Node.run(statement.canonical().utf8(), "client.mjs", "submit", url, keyFile);
    JsonObject answer = object(said);
    assertThat(text(answer, "entry", "submitter")).isEqualTo(submitter);
    assertThat(text(answer, "entry", "relation")).isEqualTo("third-party");
    assertThat(service.get("/v1/entries/" + text(answer, "index") + "/receipt").body())
        .isEqualTo(text(answer, "receipt"));
  }

  /** The client's request with the operator's signature beside the client's own. */
  private static Bytes countersigned(JsonObject request) {
    Bytes envelope = Bytes.ofBase64(text(request, "envelope"));
    JsonObject asked = json(envelope);
    Bytes payload = Bytes.copyOf(Base64.getUrlDecoder().decode(text(asked, "payload")));
    JsonObject own = json(Jws.general(Typ.STATEMENT, payload, List.of(service.operator().key())));
    var signatures = new ArrayList<>(((JsonArray) at(asked, "signatures")).items());
    signatures.add(at(own, "signatures", "0"));
    return asked.with("signatures", Json.of(signatures)).canonical();
  }

  private static JsonObject json(Bytes bytes) {
    return (JsonObject) ((JsonReader.Value) JsonReader.read(bytes)).json();
  }

  @Test
  void theLockFileNamesNoHost() throws IOException {
    assertThat(Files.readString(Node.SOURCES.resolve("package-lock.json")))
        .as("npm run lock in %s takes the addresses out", Node.SOURCES)
        .doesNotContain("://", "resolved", "funding");
    assertThat(Files.readString(Node.SOURCES.resolve(".npmrc"))).doesNotContain("://");
  }
}
