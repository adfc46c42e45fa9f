package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.http.Answers.problem;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.evalledger.Edit;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.HeaderRule;
import org.evalledger.signing.SignatureFault;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures that do not count: 401 with the rule, and never which part of one failed. */
class UnauthorisedTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final String UNAUTHORISED = "401 /problems/unauthorised";

  private static RunningService service;
  private static Person lab;
  private static Person revoked;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    lab = service.join("lab", List.of("lab"), List.of());
    revoked = service.join("revoked", List.of(), List.of());
    service.accept(
        revoked.sign(
            revoked
                .statement("key")
                .put("action", "revoke")
                .put("kid", revoked.key().kid().value())
                .build()));
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static Json evaluation() {
    return lab.evaluation("lab/m", "quiz", "0.5").build();
  }

  static Stream<Arguments> headers() {
    return Stream.of(
        Arguments.of("/crit", "[\"exp\"]", HeaderRule.CRIT),
        Arguments.of("/b64", "false", HeaderRule.B64),
        Arguments.of("/jwk", "{}", HeaderRule.JWK),
        Arguments.of("/jku", "\"https://example.org/\"", HeaderRule.JKU),
        Arguments.of("/x5u", "\"https://example.org/\"", HeaderRule.X5U),
        Arguments.of("/x5c", "[]", HeaderRule.X5C),
        Arguments.of("/x5t", "\"AA\"", HeaderRule.X5T),
        Arguments.of("/alg", "\"none\"", HeaderRule.ALG_NONE),
        Arguments.of("/alg", "\"HS256\"", HeaderRule.ALG_HMAC),
        Arguments.of("/alg", "\"RS256\"", HeaderRule.ALG_UNKNOWN),
        Arguments.of("/alg", "7", HeaderRule.ALG_MISSING),
        Arguments.of("/kid", "null", HeaderRule.KID_MISSING),
        Arguments.of("/kid", "\"my-key\"", HeaderRule.KID_NOT_A_THUMBPRINT),
        Arguments.of("/typ", "\"JWT\"", HeaderRule.TYP),
        Arguments.of("/typ", "\"evalledger-receipt+json\"", HeaderRule.TYP));
  }

  @ParameterizedTest
  @MethodSource("headers")
  void aHeaderThatBreaksARuleIsRefusedWithThatRule(String member, String value, HeaderRule rule) {
    HttpResponse<String> answer =
        service.post(signed((JsonObject) Edit.set(header(), member, value)));
    assertThat(problem(answer)).isEqualTo(UNAUTHORISED);
    assertThat(Answers.detail(answer)).isEqualTo(rule.detail());
  }

  @Test
  void theHeaderThatIsChangedAboveIsTakenAsItIs() {
    assertThat(service.post("/v1/submissions/check", signed(header())).statusCode()).isEqualTo(200);
    Json older = Edit.set(header(), "/alg", "\"EdDSA\"");
    assertThat(service.post("/v1/submissions/check", signed((JsonObject) older)).statusCode())
        .isEqualTo(200);
  }

  private static JsonObject header() {
    return Json.object()
        .put("alg", "Ed25519")
        .put("kid", lab.key().kid().value())
        .put("typ", "evalledger-statement+json")
        .build();
  }

  private static Bytes signed(JsonObject header) {
    String signed = header.canonical().base64Url() + "." + evaluation().canonical().base64Url();
    return Bytes.ofUtf8(signed + "." + lab.key().sign(Bytes.ofUtf8(signed)).base64Url());
  }

  @Test
  void whereverASignatureIsDamagedTheAnswerIsTheSame() {
    String whole = lab.sign(evaluation()).utf8();
    int payload = whole.indexOf('.') + 10;
    int signature = whole.lastIndexOf('.') + 1;
    for (int at : List.of(payload, signature + 1, signature + 60)) {
      char other = whole.charAt(at) == 'A' ? 'B' : 'A';
      HttpResponse<String> answer =
          service.post(Bytes.ofUtf8(whole.substring(0, at) + other + whole.substring(at + 1)));
      assertThat(problem(answer)).isEqualTo(UNAUTHORISED);
      assertThat(Answers.detail(answer)).isEqualTo(SignatureFault.BAD_SIGNATURE.detail());
    }
  }

  @Test
  void theAlgorithmIsThatOfTheRegisteredKey() {
    Json header = Edit.set(header(), "/alg", "\"ES256\"");
    HttpResponse<String> answer = service.post(signed((JsonObject) header));
    assertThat(problem(answer)).isEqualTo(UNAUTHORISED);
    assertThat(Answers.detail(answer)).isEqualTo(SignatureFault.ALGORITHM_MISMATCH.detail());
  }

  @Test
  void aKeyThatNobodyRegisteredDoesNotCount() {
    Person stranger = Person.called("lab");
    HttpResponse<String> answer = service.post(stranger.sign(evaluation()));
    assertThat(problem(answer)).isEqualTo(UNAUTHORISED);
    assertThat(Answers.detail(answer))
        .isEqualTo("No registered key is named by the kid " + stranger.key().kid() + ".");
    assertThat(problem(service.post(lab.signWith(evaluation(), stranger)))).isEqualTo(UNAUTHORISED);
  }

  @Test
  void aKeyThatTheStatementBringsAlongCountsOnlyForItsRegistration() {
    Person stranger = Person.called("lab");
    Json smuggled =
        Edit.set(evaluation(), "/jwk", stranger.key().publicKey().toJwk().canonical().utf8());
    assertThat(problem(service.post(stranger.sign(smuggled)))).isEqualTo(UNAUTHORISED);
  }

  @Test
  void aRevokedKeyDoesNotCountWhateverItSigns() {
    Json sound = revoked.evaluation("other/m", "quiz", "0.5").build();
    Json faulty = Edit.remove(sound, "/model/id");
    Json unread = Edit.set(sound, "/type", "\"nothing\"");
    for (Json statement : List.of(sound, faulty, unread)) {
      HttpResponse<String> answer = service.post(revoked.sign(statement));
      assertThat(problem(answer)).isEqualTo(UNAUTHORISED);
      assertThat(Answers.detail(answer)).contains("was revoked");
    }
    assertThat(problem(service.post(lab.signWith(evaluation(), revoked)))).isEqualTo(UNAUTHORISED);
  }

  @Test
  void ofTwoSignaturesBothMustBeGood() {
    Person evaluator = service.join("evaluator", List.of(), List.of());
    String whole = lab.signWith(evaluation(), evaluator).utf8();
    int second = whole.lastIndexOf("\"signature\":\"") + 20;
    char other = whole.charAt(second) == 'A' ? 'B' : 'A';
    Bytes damaged = Bytes.ofUtf8(whole.substring(0, second) + other + whole.substring(second + 1));
    assertThat(problem(service.post(damaged))).isEqualTo(UNAUTHORISED);
    assertThat(service.post("/v1/submissions/check", Bytes.ofUtf8(whole)).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aKeyRequestIsHeldToTheSameRules() {
    Person newcomer = Person.called("newcomer");
    Bytes other = Person.called("newcomer").signWith(newcomer.registration());
    assertThat(problem(service.post("/v1/key-requests", other))).isEqualTo(UNAUTHORISED);
    assertThat(problem(service.post("/v1/key-requests", lab.signWith(evaluation()))))
        .isEqualTo("403 /problems/forbidden");
  }
}
