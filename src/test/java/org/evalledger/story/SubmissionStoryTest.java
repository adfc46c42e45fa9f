package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.object;
import static org.evalledger.story.RunningService.text;

import java.net.http.HttpResponse;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.merkle.InclusionProof;
import org.evalledger.merkle.MerkleHash;
import org.evalledger.merkle.ProofCheck;
import org.evalledger.merkle.TreeSize;
import org.evalledger.signing.NoteOpening;
import org.evalledger.signing.NoteVerifier;
import org.evalledger.signing.SignedNote;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a lab, a consumer and an operator see of the one door. */
class SubmissionStoryTest {
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
    service.close();
  }

  private static Json evaluation(String model, String value) {
    return lab.evaluation(model, "quiz", value).build();
  }

  private static String problem(HttpResponse<String> response) {
    return response.statusCode() + " " + text(object(response.body()), "type");
  }

  @Test
  void acceptedMeansInTheLogWithAProofThatHolds() {
    JsonObject answer = service.accept(lab.sign(evaluation("lab/proof", "0.5")));
    Bytes record = Bytes.ofBase64(text(answer, "record"));
    var verifier = NoteVerifier.parse(text(service.read("/v1/log"), "keys", "0")).orElseThrow();
    NoteOpening note = SignedNote.open(Bytes.ofUtf8(text(answer, "checkpoint")), List.of(verifier));
    assertThat(note).isInstanceOf(NoteOpening.Opened.class);
    Checkpoint checkpoint = Checkpoint.parse(((NoteOpening.Opened) note).text()).orElseThrow();
    List<Sha256> hashes =
        ((JsonArray) at(answer, "inclusionProof", "hashes"))
            .items().stream().map(h -> new Sha256(Bytes.ofBase64(text(h)))).toList();
    var proof =
        new InclusionProof(
            Long.parseLong(text(answer, "index")),
            new TreeSize(Long.parseLong(text(answer, "inclusionProof", "treeSize"))),
            hashes);
    assertThat(proof.treeSize()).isEqualTo(checkpoint.size());
    assertThat(proof.verify(MerkleHash.leaf(record), checkpoint.root()))
        .isInstanceOf(ProofCheck.Proven.class);
    assertThat(text(answer, "entry", "relation")).isEqualTo("first-party");
  }

  @Test
  void theSameBytesGetTheFirstAnswerAgain() {
    Bytes envelope = lab.sign(evaluation("lab/same", "0.5"));
    HttpResponse<String> first = service.post(envelope);
    service.accept(lab.sign(evaluation("lab/other", "0.5")));
    HttpResponse<String> second = service.post(envelope);
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
  }

  @Test
  void theSameValueInOtherBytesIsRecordedAlready() {
    JsonObject first = service.accept(lab.sign(evaluation("lab/again", "0.50")));
    HttpResponse<String> second =
        service.post(
            lab.sign(lab.evaluation("lab/again", "quiz", "0.5").put("notes", "again").build()));
    assertThat(problem(second)).isEqualTo("409 /problems/already-recorded");
    assertThat(text(object(second.body()), "conflicts", "0", "index"))
        .isEqualTo(text(first, "index"));
  }

  @Test
  void anotherValueNeedsSupersedesAndThenBothVersionsStay() {
    JsonObject first = service.accept(lab.sign(evaluation("lab/correct", "0.5")));
    HttpResponse<String> second = service.post(lab.sign(evaluation("lab/correct", "0.6")));
    assertThat(problem(second)).isEqualTo("409 /problems/conflict");
    Json named =
        Person.result("quiz", "0.6")
            .put("supersedes", Person.reference(first).with("result", Json.of(0)))
            .build();
    service.accept(
        lab.sign(
            lab.evaluation("lab/correct", "quiz", "0.6")
                .put("results", Json.of(List.of(named)))
                .build()));
    JsonObject current = service.read("/v1/scores?model=lab/correct");
    assertThat(((JsonArray) at(current, "items")).items()).hasSize(1);
    assertThat(text(current, "items", "0", "value")).isEqualTo("0.6");
    JsonObject history = service.read("/v1/scores?model=lab/correct&history=true");
    assertThat(((JsonArray) at(history, "items")).items()).hasSize(2);
    assertThat(text(history, "items", "0", "standing")).isEqualTo("superseded");
    assertThat(text(history, "items", "1", "standing")).isEqualTo("signed");
  }

  @Test
  void anImpossibleFigureIsAcceptedAndCalledInconsistent() {
    JsonObject answer = service.accept(lab.sign(evaluation("lab/impossible", "0.555")));
    assertThat(text(answer, "entry", "assessment", "verdict")).isEqualTo("inconsistent");
  }

  @Test
  void allFaultsAreToldAtOnceWithPointers() {
    Json results =
        Json.of(
            List.of(
                Person.result("quiz", "55").put("samples", 0).build(),
                Person.result("nobody-knows-it", "0.5").build()));
    HttpResponse<String> response =
        service.post(
            lab.sign(lab.evaluation("lab/faults", "quiz", "0").put("results", results).build()));
    assertThat(problem(response)).isEqualTo("422 /problems/invalid");
    List<String> pointers =
        ((JsonArray) at(object(response.body()), "faults"))
            .items().stream().map(fault -> text(fault, "pointer")).toList();
    assertThat(pointers)
        .containsExactlyInAnyOrder(
            "/results/0/samples", "/results/0/value", "/results/1/benchmark");
    assertThat(response.body()).contains("Divide a percentage by 100.");
  }

  @Test
  void aStrangerIsRefusedAndARevokedKeySignsNothingNew() {
    Person stranger = Person.called("stranger");
    Json statement = stranger.evaluation("lab/x", "quiz", "0.5").build();
    assertThat(problem(service.post(stranger.sign(statement))))
        .isEqualTo("401 /problems/unauthorised");

    Person leaver = service.join("leaver", List.of(), List.of());
    Bytes before = leaver.sign(leaver.evaluation("other/m", "quiz", "0.5").build());
    service.accept(before);
    service.accept(
        leaver.sign(
            leaver
                .statement("key")
                .put("action", "revoke")
                .put("kid", leaver.key().kid().value())
                .put("reason", "lost")
                .build()));
    assertThat(
            problem(service.post(leaver.sign(leaver.evaluation("other/n", "quiz", "0.5").build()))))
        .isEqualTo("401 /problems/unauthorised");
    assertThat(service.post(before).statusCode()).isEqualTo(200);
  }

  @Test
  void onlyWhoMayDoesIt() {
    assertThat(problem(service.post(lab.sign(lab.benchmark("lab-quiz")))))
        .isEqualTo("403 /problems/forbidden");
    service.accept(lab.sign(lab.benchmark("lab/quiz")));
    assertThat(problem(service.post(lab.sign(lab.grant("lab", List.of(), List.of("operator"))))))
        .isEqualTo("403 /problems/forbidden");
    Json elsewhere =
        lab.evaluation("lab/elsewhere", "quiz", "0.5")
            .put("ledgers", Json.ofStrings(List.of("other.example/log")))
            .build();
    assertThat(problem(service.post(lab.sign(elsewhere)))).isEqualTo("403 /problems/forbidden");
  }

  @Test
  void aTakedownErasesTheEnvelopeAndNothingElse() {
    Bytes envelope = lab.sign(evaluation("lab/erased", "0.5"));
    JsonObject answer = service.accept(envelope);
    String index = text(answer, "index");
    assertThat(service.get("/v1/entries/" + index + "/envelope").body()).isEqualTo(envelope.utf8());
    Person operator = service.operator();
    service.accept(
        operator.sign(
            operator
                .statement("takedown")
                .put("entry", Person.reference(answer))
                .put("reason", "a court order")
                .build()));
    assertThat(service.get("/v1/entries/" + index + "/envelope").statusCode()).isEqualTo(404);
    assertThat(text(service.read("/v1/entries/" + index), "record"))
        .isEqualTo(text(answer, "record"));
    assertThat(service.post(envelope).statusCode()).isEqualTo(200);
  }

  @Test
  void aWithdrawnResultStaysAndSaysSo() {
    JsonObject answer = service.accept(lab.sign(evaluation("lab/withdrawn", "0.5")));
    service.accept(
        lab.sign(
            lab.statement("withdrawal")
                .put("entry", Person.reference(answer))
                .put("reason", "wrong prompt")
                .build()));
    assertThat(service.get("/v1/scores?model=lab/withdrawn").body()).contains("\"items\":[]");
    assertThat(
            text(
                service.read("/v1/scores?model=lab/withdrawn&history=true"),
                "items",
                "0",
                "standing"))
        .isEqualTo("withdrawn");
  }

  @Test
  void checkingAppendsNothing() {
    String before = text(service.read("/v1/log"), "size");
    HttpResponse<String> checked =
        service.post("/v1/submissions/check", lab.sign(evaluation("lab/checked", "0.5")));
    assertThat(checked.statusCode()).isEqualTo(200);
    assertThat(text(object(checked.body()), "relation")).isEqualTo("first-party");
    assertThat(text(service.read("/v1/log"), "size")).isEqualTo(before);
  }

  @Test
  void aKeyRequestWaitsForTheOperatorsSignature() {
    Person newcomer = Person.called("newcomer");
    HttpResponse<String> asked =
        service.post("/v1/key-requests", newcomer.signWith(newcomer.registration()));
    assertThat(asked.statusCode()).isEqualTo(202);
    assertThat(service.get("/v1/key-requests").body()).contains(newcomer.key().kid().value());
    service.accept(newcomer.signWith(newcomer.registration(), service.operator()));
    assertThat(service.get("/v1/key-requests").body()).doesNotContain(newcomer.key().kid().value());
    assertThat(text(service.read("/v1/submitters/newcomer"), "keys", "0", "kid"))
        .isEqualTo(newcomer.key().kid().value());
  }
}
