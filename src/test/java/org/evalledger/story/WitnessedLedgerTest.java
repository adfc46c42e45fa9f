package org.evalledger.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.evalledger.story.RunningService.text;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.evalledger.bytes.Bytes;
import org.evalledger.cli.Cli;
import org.evalledger.cli.RunningWitness;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.NoteAlgorithm;
import org.evalledger.signing.NoteSigner;
import org.evalledger.signing.SignedNote;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ledger with two honest witnesses, and with a slow, a lying and a dead one beside them. */
class WitnessedLedgerTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final NoteSigner LOG = NoteSigner.generate(Person.ORIGIN, new SecureRandom());
  private static final CountDownLatch END = new CountDownLatch(1);

  private static Path directory;
  private static RunningWitness one;
  private static RunningWitness two;
  private static HttpServer bad;
  private static Path policy;
  private static RunningService service;
  private static Person lab;

  @BeforeAll
  static void open() throws IOException {
    directory = Files.createTempDirectory(Path.of("target"), "witnessed-");
    Files.writeString(directory.resolve("log.key"), LOG.privateKey());
    one = witness("one", key("w.example/one", NoteAlgorithm.ED25519_COSIGNATURE));
    two =
        witness(
            "two",
            key("w.example/two", NoteAlgorithm.ED25519_COSIGNATURE),
            key("w.example/two", NoteAlgorithm.ML_DSA_44));
    bad = badWitnesses();
    String policyText =
        "log %s\n%s%s%s%s%s%sgroup both 2 one two-1\nquorum both\n"
            .formatted(
                LOG.verifier(),
                one.policyLines("one"),
                two.policyLines("two"),
                badLine("slow"),
                badLine("liar"),
                badLine("flood"),
                badLine("nonsense"));
    policy = Files.writeString(directory.resolve("policy"), policyText);
    service = RunningService.open(properties(policy));
    lab = service.join("lab", List.of("lab"), List.of("submitter"));
  }

  private static Map<String, Object> properties(Path witnesses) {
    var properties = new HashMap<String, Object>(DATABASE.properties());
    properties.put("evalledger.log.key", directory.resolve("log.key").toString());
    properties.put("evalledger.witnesses", witnesses.toString());
    return properties;
  }

  @AfterAll
  static void close() {
    END.countDown();
    service.close();
    one.close();
    two.close();
    bad.stop(0);
  }

  private static NoteSigner key(String name, NoteAlgorithm algorithm) {
    return NoteSigner.generate(algorithm, name, new SecureRandom());
  }

  private static RunningWitness witness(String name, NoteSigner... keys) {
    return RunningWitness.start(
        directory.resolve(name), List.of(LOG.verifier()), List.of(keys), InstantSource.system());
  }

  private static String badLine(String name) {
    return "witness %s %s http://localhost:%d/%s\n"
        .formatted(
            name,
            key("bad.example/" + name, NoteAlgorithm.ED25519_COSIGNATURE).verifier(),
            bad.getAddress().getPort(),
            name);
  }

  /** One that never answers, one that signs with another key, one that floods, one of no sense. */
  private static HttpServer badWitnesses() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    NoteSigner stranger = key("bad.example/liar", NoteAlgorithm.ED25519_COSIGNATURE);
    server.createContext(
        "/",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          Bytes note = Bytes.ofUtf8(body.substring(body.indexOf("\n\n") + 2));
          byte[] answer =
              switch (exchange.getRequestURI().getPath().replaceAll("^/([a-z]*)/.*", "$1")) {
                case "liar" -> {
                  String text = SignedNote.parse(note).orElseThrow().text();
                  yield (stranger.sign(text, Instant.now()).line() + "\n").getBytes(UTF_8);
                }
                case "flood" -> "x".repeat(1 << 20).getBytes(UTF_8);
                case "nonsense" -> "cosigned, believe me".getBytes(UTF_8);
                default -> {
                  hang();
                  yield new byte[0];
                }
              };
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static void hang() {
    try {
      END.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + 30_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("within thirty seconds").isLessThan(end);
      Thread.sleep(50);
    }
  }

  private static long witnessedSize() {
    return Long.parseLong(text(service.read("/v1/log"), "witnessed", "size"));
  }

  private static JsonObject submit(String model) {
    return service.accept(lab.sign(lab.evaluation(model, "quiz", "0.5").build()));
  }

  private static Path witnessedBundle(String index) throws IOException {
    HttpResponse<String> answer = service.get("/v1/entries/" + index + "/bundle?witnessed=true");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Files.writeString(directory.resolve("bundle-" + index), answer.body());
  }

  private static int verify(Path bundle, Path under, String... more) {
    var args =
        new ArrayList<String>(List.of("verify", bundle.toString(), "--policy", under.toString()));
    args.addAll(List.of(more));
    return Cli.run(args.toArray(new String[0]));
  }

  @Test
  void aWitnessedBundleHoldsOfflineUnderThePolicyOfItsWitnesses() throws IOException {
    Path bundle = witnessedBundle(text(submit("lab/witnessed"), "index"));

    assertThat(verify(bundle, policy, "--require-witness")).isZero();
  }

  @Test
  void aPolicyThatAsksForOthersIsNotMet() throws IOException {
    Path bundle = witnessedBundle(text(submit("lab/others"), "index"));
    String text = Files.readString(policy);
    Path slow =
        Files.writeString(
            directory.resolve("slow.policy"), text.replace("quorum both", "quorum slow"));
    Path none =
        Files.writeString(
            directory.resolve("none.policy"), text.replace("quorum both", "quorum none"));

    assertThat(verify(bundle, slow)).isEqualTo(1);
    assertThat(verify(bundle, none)).isZero();
    assertThat(verify(bundle, none, "--require-witness")).isEqualTo(1);
  }

  @Test
  void theLogNamesItsWitnessesAndWhatTheySaw() throws Exception {
    String size = text(submit("lab/named"), "index");
    await(() -> witnessedSize() > Long.parseLong(size));

    JsonObject log = service.read("/v1/log");
    assertThat(text(log, "witnesses", "0", "name")).isEqualTo("one");
    assertThat(Long.parseLong(text(log, "witnesses", "0", "size")))
        .isGreaterThan(Long.parseLong(size));
    assertThat(text(log, "witnesses", "3", "name")).isEqualTo("slow");
    assertThat(text(log, "witnesses", "3", "size")).isEqualTo("0");
    assertThat(text(log, "witnesses", "4", "size")).as("the liar").isEqualTo("0");
  }

  @Test
  void anAuditDemandsTheQuorumOfItsPolicy() throws Exception {
    submit("lab/audited");
    await(() -> witnessedSize() > 0);
    String text = Files.readString(policy);
    Path other =
        Files.writeString(
            directory.resolve("liar.policy"), text.replace("quorum both", "quorum liar"));

    assertThat(audit(policy)).isZero();
    assertThat(audit(other)).isEqualTo(1);
  }

  private static int audit(Path under) throws IOException {
    Path fresh = Files.createTempDirectory(Path.of("target"), "audit-").resolve("head");
    return Cli.run(
        new String[] {
          "audit",
          service.uri("/").toString(),
          "--remember",
          fresh.toString(),
          "--policy",
          under.toString()
        });
  }

  @Test
  void noWitnessDelaysASubmission() {
    submit("lab/warm");
    long start = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      submit("lab/fast-" + i);
    }
    assertThat((System.nanoTime() - start) / 1_000_000)
        .as("ms, one after another")
        .isLessThan(8_000);
  }

  @Test
  void aSecondReplicaFightsNobody() throws Exception {
    try (RunningService replica = RunningService.beside(properties(policy), service.operator())) {
      JsonObject answer =
          RunningService.object(
              replica.post(lab.sign(lab.evaluation("lab/replica", "quiz", "0.5").build())).body());
      long index = Long.parseLong(text(answer, "index"));
      await(() -> witnessedSize() > index);
      assertThat(verify(witnessedBundle(Long.toString(index)), policy)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update log_cosignature set line = 'x'",
        "delete from log_cosignature",
        "truncate log_cosignature"
      })
  void theDatabaseRefusesToChangeACosignature(String sql) throws Exception {
    submit("lab/kept-" + sql.substring(0, 6).strip());
    await(() -> witnessedSize() > 0);

    assertThatThrownBy(() -> execute(sql)).hasMessageContaining("The log is append-only");
  }

  private static void execute(String sql) throws SQLException {
    try (var connection = DATABASE.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void withoutConfiguredWitnessesNobodyWaits() throws IOException {
    Path none = Files.writeString(directory.resolve("nobody"), "quorum none\n");
    try (RunningService replica = RunningService.beside(properties(none), service.operator())) {
      assertThat(replica.get("/v1/entries/0/bundle?witnessed=true").statusCode()).isEqualTo(400);
      assertThat(text(replica.read("/v1/log"), "witnessed", "size")).isEqualTo("0");
    }
  }

  @Test
  void whileTheQuorumIsMissingTheAnswerIs503() throws IOException {
    Path dead =
        Files.writeString(
            directory.resolve("dead"),
            "witness dead %s http://localhost:1\nquorum dead\n"
                .formatted(key("dead.example", NoteAlgorithm.ED25519_COSIGNATURE).verifier()));
    try (RunningService replica = RunningService.beside(properties(dead), service.operator())) {
      HttpResponse<String> answer = replica.get("/v1/entries/0/bundle?witnessed=true");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("5");
      assertThat(replica.get("/v1/entries/0/bundle").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aWrongPolicyStopsTheStartWithASentence() throws IOException {
    Path wrong = Files.writeString(directory.resolve("wrong"), "quorum nobody\n");

    assertThatThrownBy(() -> RunningService.beside(properties(wrong), service.operator()))
        .hasStackTraceContaining("EVALLEDGER_WITNESSES is " + wrong + ", line 1: no line before");
  }
}
