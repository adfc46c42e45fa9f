package org.evalledger.http;

import static org.evalledger.http.GeneratedClientTest.url;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.evalledger.Edit;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.evalledger.submission.KeyRequests;

/** Calls that are refused, one for each problem; none of them changes anything. */
final class Refusals implements AutoCloseable {
  /** Problems that no call provokes, with the reason. */
  static final Map<ProblemType, String> NOT_PROVOKED =
      Map.of(
          ProblemType.INTERNAL,
          "A fault of the service's own: what provokes one is mended, not kept for a test.",
          ProblemType.ROLE_NEEDED,
          "Takes an identity provider; AccessMatrixTest has one and provokes it.",
          ProblemType.CSRF_TOKEN_NEEDED,
          "Only browsers are asked for that token, and SignInTest provokes it.",
          ProblemType.TOO_OFTEN,
          "Takes a ledger open to anonymous reports; AnonymousReportTest provokes it.",
          ProblemType.MAIL_OFF,
          "Of a call whose limits MailStoryTest tries, with and without a mail server.");

  /**
   * One call.
   *
   * @param type the problem it must be answered with
   * @param to who is asked
   * @param name of the operation
   * @param argument its body, index or place in a list
   * @param more members {@code headers} and {@code method}, where the client's own are replaced
   */
  private record Call(
      ProblemType type, RunningService to, String name, String argument, Map<String, Json> more) {
    Json json() {
      var json = Json.object().put("url", url(to)).put("call", name).put("argument", argument);
      more.forEach(json::put);
      return json.build();
    }

    /** What the service says to it without any client between. */
    Json answer() {
      var request = HttpRequest.newBuilder(URI.create(url(to) + path()));
      if (name.equals("submit") || name.equals("requestKey")) {
        request.header("Content-Type", SubmissionEndpoint.JOSE);
        request.POST(BodyPublishers.ofString(argument));
      }
      if (more.get("headers") instanceof Json.JsonObject headers) {
        headers
            .members()
            .forEach((header, value) -> request.setHeader(header, RunningService.text(value)));
      }
      if (more.get("method") instanceof Json.JsonString(var method)) {
        request.method(method, BodyPublishers.noBody());
      }
      HttpResponse<String> answer = to.send(request.build());
      if (!Answers.problem(answer).endsWith(type.uri())) {
        throw new AssertionError("want " + type + ", got " + answer.body());
      }
      return RunningService.object(answer.body());
    }

    private String path() {
      return switch (name) {
        case "submit" -> "/v1/submissions";
        case "requestKey" -> KeyRequestEndpoint.PATH;
        case "getEntry" -> "/v1/entries/" + argument;
        case "listScores" -> "/v1/scores" + (argument.isEmpty() ? "" : "?after=" + argument);
        default -> throw new IllegalArgumentException(name);
      };
    }
  }

  private final List<Call> calls = new ArrayList<>();
  private final RunningService service;
  private final RunningService unopened;
  private final RunningService mirror;
  private final RunningService cutOff;
  private final Wire wire;
  private final List<Json> problems;

  private Refusals(
      RunningService service, Person lab, TestDatabase empty, TestDatabase copy, TestDatabase lost)
      throws IOException {
    this.service = service;
    this.unopened = RunningService.beside(empty.properties(), service.operator());
    this.mirror = RunningService.beside(mirroring(copy), service.operator());
    this.wire = Wire.to(lost);
    this.cutOff = RunningService.open(wire.properties());
    wire.cut();
    ofEnvelopes(lab);
    ofWhatMayBeSaid(lab);
    ofRequests();
    String other = lab.sign(lab.evaluation("lab/other", "quiz", "0.5").build()).utf8();
    add(ProblemType.NOT_OPENED, unopened, "submit", other);
    add(ProblemType.MIRROR, mirror, "submit", other);
    add(ProblemType.OVERLOADED, cutOff, "submit", other);
    this.problems = calls.stream().map(Call::answer).toList();
  }

  /** Against {@code service}, where {@code lab} is registered, and three more that are not well. */
  static Refusals prepare(
      RunningService service,
      Person lab,
      TestDatabase empty,
      TestDatabase copy,
      TestDatabase lost) {
    try {
      return new Refusals(service, lab, empty, copy, lost);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> mirroring(TestDatabase database) {
    var properties = new HashMap<String, Object>(database.properties());
    properties.put("evalledger.mirror.of", "https://ledger.example.org");
    properties.put("evalledger.mirror.service.keys", "[]");
    return properties;
  }

  private void ofEnvelopes(Person lab) {
    add(ProblemType.MALFORMED, service, "submit", "no envelope");
    add(ProblemType.TOO_LARGE, service, "requestKey", "a".repeat(KeyRequests.MAX_BYTES + 1));
    Json statement = lab.evaluation("lab/refused", "quiz", "0.5").build();
    add(ProblemType.UNAUTHORISED, lab.withNewKey().sign(statement));
    add(ProblemType.INVALID, lab.sign(Edit.remove(statement, "/settings")));
    calls.add(
        new Call(
            ProblemType.UNSUPPORTED_MEDIA_TYPE,
            service,
            "submit",
            lab.sign(statement).utf8(),
            header("Content-Type", "text/plain")));
  }

  private void ofWhatMayBeSaid(Person lab) {
    Person other = service.join("other", List.of("other"), List.of());
    add(ProblemType.FORBIDDEN, other.sign(lab.evaluation("lab/refused", "quiz", "0.5").build()));
    service.accept(lab.sign(lab.evaluation("lab/said", "quiz", "0.5").build()));
    Json again = lab.evaluation("lab/said", "quiz", "0.5").put("notes", "Again.").build();
    add(ProblemType.ALREADY_RECORDED, lab.sign(again));
    add(ProblemType.CONFLICT, lab.sign(lab.evaluation("lab/said", "quiz", "0.75").build()));
    for (int i = 0; i < KeyRequests.MAX_PER_CLIENT; i++) {
      service.post(KeyRequestEndpoint.PATH, request("waits-" + i));
    }
    add(ProblemType.TOO_MANY, service, "requestKey", request("one-more").utf8());
  }

  private static Bytes request(String name) {
    Person newcomer = Person.called(name);
    return newcomer.sign(newcomer.registration());
  }

  private void ofRequests() {
    add(ProblemType.BAD_REQUEST, service, "listScores", "nowhere");
    add(ProblemType.NOT_FOUND, service, "getEntry", "1000000");
    calls.add(
        new Call(
            ProblemType.NOT_ACCEPTABLE, service, "getEntry", "0", header("Accept", "image/png")));
    calls.add(
        new Call(
            ProblemType.SIGN_IN_NEEDED,
            service,
            "getEntry",
            "0",
            header("Authorization", "Bearer of-nobody")));
    calls.add(
        new Call(
            ProblemType.METHOD_NOT_ALLOWED,
            service,
            "getEntry",
            "0",
            Map.of("method", Json.of("DELETE"))));
  }

  private static Map<String, Json> header(String name, String value) {
    return Map.of("headers", Json.object().put(name, value).build());
  }

  private void add(ProblemType type, Bytes envelope) {
    add(type, service, "submit", envelope.utf8());
  }

  private void add(ProblemType type, RunningService to, String name, String argument) {
    calls.add(new Call(type, to, name, argument, Map.of()));
  }

  /** What a consumer is told to do. */
  Json calls() {
    return Json.of(calls.stream().map(Call::json).toList());
  }

  /** What the service answers to each of them, asked directly. */
  List<Json> problems() {
    return problems;
  }

  /** The problem of each. */
  List<ProblemType> types() {
    return calls.stream().map(Call::type).toList();
  }

  @Override
  public void close() {
    unopened.close();
    mirror.close();
    cutOff.close();
    wire.close();
  }
}
