package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.review.CaseReminders;
import org.evalledger.signing.Jws;
import org.evalledger.signing.Typ;
import org.evalledger.submission.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who works on which case, for how long, and how those who follow hear of it. */
class AssignmentStoryTest {
  @RegisterExtension final TestDatabase database = new TestDatabase();

  private RunningService service;
  private Person ann;
  private Person ben;

  @BeforeEach
  void open() {
    Map<String, Object> properties = new HashMap<>(database.properties());
    properties.put(SettableClock.PROPERTY, true);
    service = RunningService.open(properties);
    ann = service.join("ann", List.of(), List.of("reviewer"));
    ben = service.join("ben", List.of(), List.of("reviewer"));
  }

  @AfterEach
  void close() {
    service.close();
  }

  private void pass(Duration time) {
    service.bean(SettableClock.class).pass(time);
    service.bean(CaseReminders.class).look();
  }

  /** An evaluation that {@code reporter} reports; the report opens a case. */
  private JsonObject opened(Person lab, Person reporter, String model) {
    JsonObject entry = service.accept(lab.sign(lab.evaluation(model, "quiz", "0.35").build()));
    return service.accept(
        reporter.sign(
            reporter
                .statement("report")
                .put("entry", Person.reference(entry))
                .put("kind", "contamination")
                .put("text", "The items are in its training data.")
                .build()));
  }

  private static String id(JsonObject report) {
    return text(report, "index") + "-report";
  }

  private Bytes wish(Person by, String action, List<String> cases) {
    return Jws.compact(
        Typ.CASE_ASSIGNMENT,
        Json.object()
            .put("ledgers", Json.ofStrings(List.of(Person.ORIGIN)))
            .put("submitter", by.id())
            .put("issuedAt", service.bean(SettableClock.class).instant().toString())
            .put("action", action)
            .put("cases", Json.ofStrings(cases))
            .build()
            .canonical(),
        by.key());
  }

  private HttpResponse<String> send(String method, String path, Bytes body) {
    return service.send(
        HttpRequest.newBuilder(service.uri(path))
            .header("Content-Type", "application/jose")
            .method(method, BodyPublishers.ofByteArray(body.toArray()))
            .build());
  }

  private HttpResponse<String> assign(Person by, String id) {
    return send("PUT", "/v1/cases/" + id + "/assignment", wish(by, "assign", List.of(id)));
  }

  private String state(String id) {
    return text(service.read("/v1/cases/" + id), "summary", "state");
  }

  private List<String> listed(String query) {
    return ((JsonArray) at(service.read("/v1/cases?" + query), "items"))
        .items().stream().map(one -> text(one, "id")).toList();
  }

  @Test
  void aCaseIsWorkedOnByOneAndComesBackWhenNobodyMovesIt() {
    Person lab = service.join("lab", List.of("lab"), List.of());
    Person cat = service.join("cat", List.of(), List.of());
    String id = id(opened(lab, cat, "lab/m"));
    assertThat(assign(ann, id).statusCode()).isEqualTo(200);
    assertThat(state(id)).isEqualTo("assigned");
    assertThat(listed("state=assigned")).containsExactly(id);
    assertThat(listed("assignee=ann")).containsExactly(id);
    assertThat(listed("assignee=ben")).isEmpty();
    assertThat(listed("state=open")).isEmpty();
    assertThat(listed("namespace=lab")).containsExactly(id);
    assertThat(listed("namespace=la")).isEmpty();
    HttpResponse<String> late = assign(ben, id);
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body()).contains("ann works on it until");
    send("DELETE", "/v1/cases/" + id + "/assignment", wish(ben, "release", List.of(id)));
    assertThat(state(id)).isEqualTo("assigned");

    pass(Duration.ofDays(8));
    assertThat(state(id)).isEqualTo("open");
    assertThat(assign(ben, id).statusCode()).isEqualTo(200);
    HttpResponse<String> given =
        send("DELETE", "/v1/cases/" + id + "/assignment", wish(ben, "release", List.of(id)));
    assertThat(given.statusCode()).isEqualTo(204);
    assertThat(state(id)).isEqualTo("open");
  }

  @Test
  void onlyReviewersOfOtherOrganisationsWorkOnACase() {
    Person lab = service.join("lab", List.of("lab"), List.of("reviewer"));
    Person cat = service.join("cat", List.of(), List.of("reviewer"));
    String id = id(opened(lab, cat, "lab/m"));
    assertThat(assign(lab, id).statusCode()).isEqualTo(403);
    assertThat(assign(cat, id).statusCode()).isEqualTo(403);
    Person nobody = service.join("nobody", List.of(), List.of());
    assertThat(assign(nobody, id).statusCode()).isEqualTo(403);
    assertThat(assign(ann, "1-report").statusCode()).isEqualTo(404);
    String path = "/v1/cases/" + id + "/assignment";
    assertThat(send("PUT", path, wish(ann, "release", List.of(id))).statusCode()).isEqualTo(422);
    assertThat(send("PUT", path, wish(ann, "assign", List.of("1-key"))).statusCode())
        .isEqualTo(422);
    Bytes forged = wish(new Person("ann", Person.called("ann").key()), "assign", List.of(id));
    assertThat(send("PUT", path, forged).statusCode()).isEqualTo(401);
    assertThat(state(id)).isEqualTo("open");
  }

  @Test
  void manyAreTakenAtOnceAndOneThatCannotBeHadSpoilsNoOther() {
    Person lab = service.join("lab", List.of("lab"), List.of());
    Person cat = service.join("cat", List.of(), List.of());
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.add(id(opened(lab, cat, "lab/m" + i)));
    }
    assign(ben, ids.get(1));
    ids.add("0-report");
    HttpResponse<String> all = send("POST", "/v1/cases/assignments", wish(ann, "assign", ids));
    assertThat(all.statusCode()).isEqualTo(200);
    Json read = ((JsonReader.Value) JsonReader.read(Bytes.ofUtf8(all.body()))).json();
    assertThat(
            ((JsonArray) at(read, "items"))
                .items().stream().map(item -> text(item, "outcome")).toList())
        .containsExactly("assigned", "taken", "assigned", "missing");
    List<String> most = Collections.nCopies(200, "0-report");
    assertThat(send("POST", "/v1/cases/assignments", wish(ann, "assign", most)).statusCode())
        .isEqualTo(200);
    List<String> more = Collections.nCopies(201, "0-report");
    assertThat(send("POST", "/v1/cases/assignments", wish(ann, "assign", more)).statusCode())
        .isEqualTo(422);
  }

  /** Reads events behind {@code after} until {@code count} are there; each as id and data. */
  private List<Map.Entry<String, Json>> follow(String after, int count) throws IOException {
    var events = new ArrayList<Map.Entry<String, Json>>();
    try (var client = HttpClient.newHttpClient();
        InputStream stream = stream(client, after)) {
      var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
      String id = "";
      while (events.size() < count) {
        String line = lines.readLine();
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("data: ")) {
          Bytes data = Bytes.ofUtf8(line.substring(6));
          events.add(Map.entry(id, ((JsonReader.Value) JsonReader.read(data)).json()));
        }
      }
      client.shutdownNow();
    }
    return events;
  }

  private InputStream stream(HttpClient client, String after) throws IOException {
    try {
      return client
          .send(
              HttpRequest.newBuilder(service.uri("/v1/feed?event=case,decision"))
                  .header("Last-Event-ID", after)
                  .build(),
              BodyHandlers.ofInputStream())
          .body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static List<String> changes(List<Map.Entry<String, Json>> events) {
    return events.stream().map(event -> text(event.getValue(), "cases", "0", "change")).toList();
  }

  private static String told(List<Map.Entry<String, Json>> events, String change, String member) {
    return events.stream()
        .map(event -> at(event.getValue(), "cases", "0"))
        .filter(one -> text(one, "change").equals(change))
        .map(one -> text(one, member))
        .findFirst()
        .orElseThrow();
  }

  private void askForEvidence(Json about) {
    service.accept(
        ann.sign(
            ann.statement("decision")
                .put("case", about)
                .put("outcome", "needs-evidence")
                .put("rationale", "Show us the samples.")
                .put("checks", Json.of(List.of()))
                .build()));
  }

  @Test
  void whoFollowsHearsOfEachStepAndGoesOnWhereItStopped() throws IOException {
    Person lab = service.join("lab", List.of("lab"), List.of());
    Person cat = service.join("cat", List.of(), List.of());
    JsonObject opening = opened(lab, cat, "lab/m");
    String id = id(opening);
    assign(ann, id);
    pass(Duration.ofDays(4));
    pass(Duration.ofDays(1));
    JsonObject about = Person.reference(opening).with("cause", Json.of("report"));
    askForEvidence(about);
    pass(Duration.ofDays(15));
    pass(Duration.ofDays(1));
    service.accept(
        lab.sign(lab.statement("answer").put("case", about).put("text", "Here.").build()));

    List<Map.Entry<String, Json>> events = follow("-1", 7);
    List<String> changes = changes(events);
    assertThat(changes.stream().filter(List.of("report", "decision", "answer")::contains))
        .containsExactly("report", "decision", "answer");
    assertThat(
            changes.stream()
                .filter(Predicate.not(List.of("report", "decision", "answer")::contains)))
        .containsExactly("assigned", "reminded-reviewer", "expired", "reminded-lab");
    assertThat(told(events, "report", "case")).isEqualTo(id);
    assertThat(told(events, "report", "standing")).isEqualTo("null");
    assertThat(told(events, "decision", "standing")).isEqualTo("under-review");
    assertThat(told(events, "decision", "state")).isEqualTo("waiting-for-lab");
    assertThat(told(events, "answer", "state")).isEqualTo("open");
    assertThat(told(events, "reminded-reviewer", "assignee")).isEqualTo("ann");
    assertThat(told(events, "reminded-lab", "assignee")).isEqualTo("lab");

    for (int seen = 0; seen < 6; seen++) {
      assertThat(changes(follow(events.get(seen).getKey(), 6 - seen)))
          .containsExactlyInAnyOrderElementsOf(changes.subList(seen + 1, 7));
    }
    assign(ben, id);
    assertThat(changes(follow(events.getLast().getKey(), 1))).containsExactly("assigned");
    String atom = service.get("/v1/feed.atom").body();
    assertThat(atom).contains("Case " + id + ": answer, now open.");
    assertThat(atom.indexOf("<title>case " + id + ": reminded-lab</title>"))
        .as("the newest first")
        .isGreaterThan(atom.indexOf("Case " + id + ": answer"))
        .isLessThan(atom.indexOf("Case " + id + ": decision"));
    assertThat(service.get("/v1/feed.atom?submitter=lab").body()).doesNotContain("reminded-lab");
  }

  @Test
  void whatOthersReportMeanwhilePutsNoReminderOffAndBringsNone() throws SQLException {
    Person lab = service.join("lab", List.of("lab"), List.of());
    JsonObject entry = service.accept(lab.sign(lab.evaluation("lab/m", "quiz", "0.35").build()));
    JsonObject opening = reported("cat", entry);
    assertThat(assign(ann, id(opening)).statusCode()).isEqualTo(200);
    pass(Duration.ofDays(2));
    reported("dan", entry);
    pass(Duration.ofDays(2));
    assertThat(reminders("reminded-reviewer")).isEqualTo(1);
    reported("eve", entry);
    assertThat(text(service.read("/v1/cases/" + id(opening)), "summary", "reports")).isEqualTo("3");
    assertThat(assign(ann, id(opening)).statusCode()).isEqualTo(200);
    pass(Duration.ofDays(4));
    assertThat(reminders("reminded-reviewer")).isEqualTo(1);

    JsonObject about = Person.reference(opening).with("cause", Json.of("report"));
    askForEvidence(about);
    pass(Duration.ofDays(8));
    reported("fay", entry);
    pass(Duration.ofDays(7));
    assertThat(reminders("reminded-lab")).isEqualTo(1);
    reported("gus", entry);
    pass(Duration.ofDays(15));
    assertThat(reminders("reminded-lab")).isEqualTo(1);
  }

  private JsonObject reported(String by, JsonObject entry) {
    Person reporter = service.join(by, List.of(), List.of());
    return service.accept(
        reporter.sign(
            reporter
                .statement("report")
                .put("entry", Person.reference(entry))
                .put("kind", "contamination")
                .put("text", "The items are in its training data.")
                .build()));
  }

  private long reminders(String change) throws SQLException {
    try (var connection = database.connect();
        var select =
            connection.prepareStatement("select count(*) from case_notice where change = ?")) {
      select.setString(1, change);
      try (var row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
