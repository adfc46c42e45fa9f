package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.text;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.evalledger.audit.BundleCheck;
import org.evalledger.audit.BundleReport;
import org.evalledger.audit.VerifyModule;
import org.evalledger.bytes.Bytes;
import org.evalledger.cli.RunningWitness;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.ledger.Ledger;
import org.evalledger.signing.Algorithm;
import org.evalledger.signing.NoteAlgorithm;
import org.evalledger.signing.NotePolicy;
import org.evalledger.signing.NoteSigner;
import org.evalledger.signing.SigningKey;
import org.evalledger.submission.SettableClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The module as the service serves it, run by Node on bundles of that service. */
class VerifyModuleTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final NoteSigner LOG = NoteSigner.generate(Person.ORIGIN, new SecureRandom());

  private static Path directory;
  private static Path module;
  private static RunningWitness witness;
  private static String policy;
  private static RunningService service;

  @BeforeAll
  static void open() throws IOException {
    directory = Files.createTempDirectory(Path.of("target"), "module-");
    Path key = Files.writeString(directory.resolve("log.key"), LOG.privateKey());
    witness =
        RunningWitness.start(
            directory.resolve("witness"),
            List.of(LOG.verifier()),
            List.of(
                NoteSigner.generate(
                    NoteAlgorithm.ED25519_COSIGNATURE, "w.example/one", new SecureRandom())),
            InstantSource.system());
    policy = "log " + LOG.verifier() + "\n" + witness.policyLines("one") + "quorum one\n";
    Path file = Files.writeString(directory.resolve("policy"), policy);
    var properties = new HashMap<String, Object>(DATABASE.properties());
    properties.put("evalledger.log.key", key.toString());
    properties.put("evalledger.witnesses", file.toString());
    properties.put(SettableClock.PROPERTY, true);
    service = RunningService.open(properties);
    HttpResponse<String> served = service.get("/verify.mjs");
    assertThat(served.statusCode()).isEqualTo(200);
    assertThat(served.headers().firstValue("Content-Type").orElse(""))
        .isEqualTo("text/javascript;charset=utf-8");
    module = Files.writeString(directory.resolve("verify.mjs"), served.body());
  }

  @AfterAll
  static void close() {
    service.close();
    witness.close();
  }

  private static BundleReport java(Bytes bundle) {
    NotePolicy believed = NotePolicy.parse(Bytes.ofUtf8(policy)).orElseThrow();
    return new BundleCheck(believed, Optional.of(service.operator().key().kid()), false)
        .check(bundle);
  }

  private static List<String> node(Bytes... bundles) {
    var options =
        Json.object()
            .put("policy", policy)
            .put("operator", service.operator().key().kid().value())
            .build();
    return VerifyModule.check(module, List.of(bundles), options);
  }

  /** The bundle of an evaluation by somebody new with a key of {@code algorithm}. */
  private static Bytes bundle(Algorithm algorithm) {
    var person = new Person("m" + algorithm.jwa(), SigningKey.generate(algorithm));
    service.accept(person.signWith(person.registration(), service.operator()));
    String index =
        text(
            service.accept(person.sign(person.evaluation("other/model", "quiz", "0.5").build())),
            "index");
    return witnessed(index);
  }

  private static Bytes witnessed(String index) {
    HttpResponse<String> answer = service.get("/v1/entries/" + index + "/bundle?witnessed=true");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Bytes.ofUtf8(answer.body());
  }

  @Test
  void findsWhatJavaFindsForEveryAlgorithmThatWebCryptoKnows() {
    var bundles = new ArrayList<Bytes>();
    for (Algorithm algorithm :
        List.of(Algorithm.ED25519, Algorithm.ES256, Algorithm.ES384, Algorithm.PS256)) {
      bundles.add(bundle(algorithm));
    }
    List<String> found = node(bundles.toArray(new Bytes[0]));

    for (int i = 0; i < bundles.size(); i++) {
      assertThat(java(bundles.get(i)).holds()).isTrue();
      assertThat(found.get(i)).isEqualTo(VerifyModule.findings(java(bundles.get(i))));
      assertThat(found.get(i)).contains("signatures:holds", "witnesses:holds");
    }
  }

  @Test
  void saysThatItCannotCheckMlDsa() {
    Bytes bundle = bundle(Algorithm.ML_DSA_65);

    assertThat(java(bundle).holds()).isTrue();
    assertThat(node(bundle).getFirst())
        .contains("signatures:not-checked", "registration:not-checked", "facts:holds")
        .doesNotContain("fails");
  }

  @Test
  void findsWhatJavaFindsInEveryOtherEntry() {
    for (String index : List.of("0", "1")) {
      Bytes bundle = witnessed(index);

      assertThat(node(bundle).getFirst()).isEqualTo(VerifyModule.findings(java(bundle)));
    }
  }

  @Test
  void aBundleVouchedForBySomebodyWhoWasGrantedToBeAnOperatorHolds() {
    Person second = service.join("second", List.of(), List.of("operator"));
    service.bean(SettableClock.class).pass(Ledger.OPERATOR_WAIT);
    Person newcomer = Person.called("newcomer");
    service.accept(newcomer.signWith(newcomer.registration(), second));
    Bytes bundle =
        witnessed(
            text(
                service.accept(
                    newcomer.sign(newcomer.evaluation("other/two", "quiz", "0.5").build())),
                "index"));

    assertThat(java(bundle).failures()).isEmpty();
    assertThat(node(bundle).getFirst()).isEqualTo(VerifyModule.findings(java(bundle)));
  }
}
