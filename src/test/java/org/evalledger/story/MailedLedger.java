package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.text;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.Jws;
import org.evalledger.signing.Typ;
import org.evalledger.submission.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service that sends mail to a real server, with a lab and two reviewers, and what tests of it
 * do.
 */
@Timeout(180)
class MailedLedger {
  static final String LAB = "team@lab.example";
  static final String REVIEWER = "ann@review.example";

  @RegisterExtension final TestDatabase database = new TestDatabase();

  @TempDir Path directory;

  Person operator;
  MailServer mail;
  Map<String, Object> properties;
  RunningService service;
  Person lab;
  Person ann;
  Person ben;

  @BeforeEach
  void open() {
    mail = new MailServer();
    properties = new HashMap<>(database.properties());
    properties.put(SettableClock.PROPERTY, true);
    properties.put("evalledger.smtp.url", mail.url());
    properties.put("evalledger.mail.from", "ledger@ledger.example");
    properties.put("evalledger.mail.gather", "PT0S");
    properties.put("evalledger.mail.pauses", "PT10S,PT10S");
    properties.put("evalledger.url", "https://ledger.example");
    properties.put("evalledger.webhook.private", "true");
    properties.put("evalledger.webhook.pauses", "PT0.05S,PT0.05S");
    operator = Person.called("operator");
    service = RunningService.start(properties, directory, operator);
    service.accept(operator.sign(operator.registration()));
    service.accept(operator.sign(operator.benchmark("quiz")));
    lab = service.join("lab", List.of("lab"), List.of());
    ann = service.join("ann", List.of(), List.of("reviewer"));
    ben = service.join("ben", List.of(), List.of("reviewer"));
  }

  @AfterEach
  void close() {
    service.close();
    mail.close();
  }

  void pass(Duration time) {
    service.bean(SettableClock.class).pass(time);
  }

  static Json wish(String address, String scope, Json name, String digest) {
    return Json.object().put("address", address).put(scope, name).put("digest", digest).build();
  }

  HttpResponse<String> ask(Json wish) {
    return service.post("/v1/mail-subscriptions", "application/json", wish.canonical());
  }

  HttpResponse<String> press(String path) {
    return service.send(
        HttpRequest.newBuilder(service.uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("csrf="))
            .build());
  }

  /** Asks, and presses the button behind the link in the mail. */
  void subscribe(String address, String scope, Json name, String digest) {
    int before = mail.to(address).size();
    HttpResponse<String> answer = ask(wish(address, scope, name, digest));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    String path = mail.await(address, before + 1).getLast().path();
    assertThat(press(path).statusCode()).isEqualTo(200);
  }

  void labWantsAll() {
    subscribe(LAB, "submitter", Json.of("lab"), "at-once");
  }

  /** 0.505 of 100 samples is no whole number of items: impossible, so flagged, and a case. */
  JsonObject plant(String model) {
    return service.accept(lab.sign(lab.evaluation(model, "quiz", "0.505").build()));
  }

  static String id(JsonObject opening) {
    return text(opening, "index") + "-inconsistent";
  }

  static Json about(JsonObject opening) {
    return Person.reference(opening).with("cause", Json.of("inconsistent"));
  }

  void decide(Person reviewer, JsonObject opening, String outcome) {
    service.accept(
        reviewer.sign(
            reviewer
                .statement("decision")
                .put("case", about(opening))
                .put("outcome", outcome)
                .put("rationale", "50.5 items cannot be right.")
                .put("checks", Json.of(List.of()))
                .build()));
  }

  String all(String address) {
    return String.join("\n", mail.to(address).stream().map(MailServer.Letter::text).toList());
  }

  long errors() {
    return count("select count(*) from mail_subscription where last_error is not null");
  }

  long count(String query) {
    try (Connection connection = database.connect();
        var select = connection.prepareStatement(query);
        var rows = select.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void assign(Person by, String id) {
    Json wish =
        Json.object()
            .put("ledgers", Json.ofStrings(List.of(Person.ORIGIN)))
            .put("submitter", by.id())
            .put("issuedAt", service.bean(SettableClock.class).instant().toString())
            .put("action", "assign")
            .put("cases", Json.ofStrings(List.of(id)))
            .build();
    Bytes signed = Jws.compact(Typ.CASE_ASSIGNMENT, wish.canonical(), by.key());
    HttpResponse<String> answer =
        service.send(
            HttpRequest.newBuilder(service.uri("/v1/cases/" + id + "/assignment"))
                .header("Content-Type", "application/jose")
                .PUT(BodyPublishers.ofByteArray(signed.toArray()))
                .build());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }
}
