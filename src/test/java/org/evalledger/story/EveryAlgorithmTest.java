package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.text;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.Algorithm;
import org.evalledger.signing.Dsse;
import org.evalledger.signing.Kid;
import org.evalledger.statement.InToto;
import org.evalledger.statement.StatementType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each algorithm in each form, alone and with others, through the door. */
class EveryAlgorithmTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static RunningService service;
  private static Person lab;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    lab = service.join("lab", List.of("lab"), List.of("submitter"));
  }

  @AfterAll
  static void close() {
    try (RunningService closing = service) {
      assertThat(closing.audit()).isZero();
    }
  }

  private static List<String> kids(JsonObject answer) {
    return ((JsonArray) at(answer, "entry", "kids"))
        .items().stream().map(kid -> text(kid)).toList();
  }

  private static List<String> sorted(Person... people) {
    return Stream.of(people).map(one -> one.key().kid()).map(Kid::value).sorted().toList();
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void signsAloneAndTogetherWithOthersInEveryForm(Algorithm algorithm) {
    String name = algorithm.jwa();
    Person person = Person.called("by-" + name, algorithm);
    service.accept(person.signWith(person.registration(), service.operator()));
    JsonObject compact = service.accept(person.sign(evaluation(person, "lab/compact-" + name)));
    assertThat(kids(compact)).isEqualTo(sorted(person));
    assertThat(text(compact, "entry", "relation")).isEqualTo("third-party");

    JsonObject alone = service.accept(person.signWith(evaluation(person, "lab/json-" + name)));
    assertThat(kids(alone)).isEqualTo(sorted(person));

    Json statement = evaluation(person, "lab/both-" + name);
    Bytes both = person.signWith(statement, lab);
    JsonObject together = service.accept(both);
    assertThat(kids(together)).isEqualTo(sorted(person, lab));
    assertThat(text(together, "entry", "relation")).isEqualTo("collaborative");

    Json third = evaluation(person, "lab/dsse-" + name);
    Bytes payload =
        InToto.wrap(
                StatementType.EVALUATION, third, InToto.weights("weights", payloadDigest(third)))
            .canonical();
    Bytes envelope = Dsse.sign(payload, List.of(person.key(), lab.key()));
    JsonObject dsse =
        RunningService.accepted(
            service.post("/v1/submissions", "application/vnd.dsse.envelope.v1+json", envelope));
    assertThat(kids(dsse)).isEqualTo(sorted(person, lab));
    assertThat(text(dsse, "entry", "relation")).isEqualTo("collaborative");
  }

  private static Sha256 payloadDigest(Json statement) {
    return statement.canonical().sha256();
  }

  private static Json evaluation(Person person, String model) {
    return person.evaluation(model, "quiz", "0.5").build();
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void oneBadSignatureAmongGoodOnesRefusesAll(Algorithm algorithm) {
    Person person = Person.called("bad-" + algorithm.jwa(), algorithm);
    service.accept(person.signWith(person.registration(), service.operator()));
    JsonObject good =
        RunningService.object(
            lab.signWith(lab.evaluation("lab/bad", "quiz", "0.5").build(), person).utf8());
    JsonObject other =
        RunningService.object(
            person.signWith(person.evaluation("lab/bad", "quiz", "0.6").build()).utf8());
    String size = text(service.read("/v1/log"), "size");
    Json swapped =
        good.with(
            "signatures",
            Json.of(List.of(at(good, "signatures", "0"), at(other, "signatures", "0"))));
    assertThat(service.post(swapped.canonical()).statusCode()).isEqualTo(401);
    assertThat(text(service.read("/v1/log"), "size")).isEqualTo(size);
  }

  /** RFC 9864 deprecates the name; those who still write it are understood. */
  @Test
  void edDsaIsTheOldNameOfEd25519() {
    Json header =
        Json.object()
            .put("alg", "EdDSA")
            .put("kid", lab.key().kid().value())
            .put("typ", "evalledger-statement+json")
            .build();
    String signed =
        header.canonical().base64Url() + "." + evaluation(lab, "lab/eddsa").canonical().base64Url();
    Bytes envelope = Bytes.ofUtf8(signed + "." + lab.key().sign(Bytes.ofUtf8(signed)).base64Url());
    assertThat(kids(service.accept(envelope))).isEqualTo(sorted(lab));
  }

  @Test
  void sixteenSignaturesAreTakenAndNoMore() {
    Person[] keys = Stream.generate(() -> Person.called("many")).limit(16).toArray(Person[]::new);
    for (Person key : keys) {
      service.accept(key.signWith(key.registration(), service.operator()));
    }
    Person[] fifteen = Arrays.copyOfRange(keys, 1, 16);
    JsonObject answer = service.accept(keys[0].signWith(evaluation(keys[0], "lab/many"), fifteen));
    assertThat(kids(answer)).isEqualTo(sorted(keys));
    JsonObject sixteen =
        RunningService.object(keys[0].signWith(evaluation(keys[0], "lab/more"), fifteen).utf8());
    JsonObject one = RunningService.object(lab.signWith(evaluation(keys[0], "lab/more")).utf8());
    var all =
        Stream.concat(
                ((JsonArray) at(sixteen, "signatures")).items().stream(),
                ((JsonArray) at(one, "signatures")).items().stream())
            .toList();
    assertThat(service.post(sixteen.with("signatures", Json.of(all)).canonical()).statusCode())
        .isEqualTo(400);
  }
}
