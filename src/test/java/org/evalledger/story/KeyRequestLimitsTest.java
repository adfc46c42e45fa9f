package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.object;
import static org.evalledger.story.RunningService.text;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.cli.Cli;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.Jws;
import org.evalledger.signing.Typ;
import org.evalledger.submission.KeyRejections;
import org.evalledger.submission.KeyRequests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Nobody fills the database with registrations that wait. */
class KeyRequestLimitsTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static RunningService service;
  private static int clients;

  @BeforeAll
  static void open() {
    var properties = new HashMap<String, Object>(DATABASE.properties());
    properties.put("evalledger.client.address.header", "X-Forwarded-For");
    service = RunningService.open(properties);
  }

  @AfterAll
  static void close() {
    service.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    execute("delete from key_request");
  }

  private static void execute(String sql) throws SQLException {
    try (var connection = DATABASE.connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Asks from an address that nobody else has. */
  private static HttpResponse<String> ask(Person person) {
    return ask(person, "198.51.100." + clients++);
  }

  private static HttpResponse<String> ask(Person person, String forwardedFor) {
    return service.send(
        HttpRequest.newBuilder(service.uri("/v1/key-requests"))
            .header("Content-Type", "application/jose")
            .header("X-Forwarded-For", forwardedFor)
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    person.sign(person.registration()).toArray()))
            .build());
  }

  /** How many wait, over all pages of the list. */
  private static int waiting() {
    int count = 0;
    String after = "";
    while (true) {
      JsonObject page = service.read("/v1/key-requests" + after);
      count += ((JsonArray) at(page, "items")).items().size();
      String next = text(page, "next");
      if (next.equals("null")) {
        return count;
      }
      after = "?after=" + next;
    }
  }

  private static void assertTurnedAway(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("3600");
  }

  @Test
  void tenWaitForOneSubmitterAndThenTheOperatorHasToLook() {
    Person first = Person.called("popular");
    assertThat(ask(first).statusCode()).isEqualTo(202);
    for (int i = 1; i < KeyRequests.MAX_PER_SUBMITTER; i++) {
      assertThat(ask(Person.called("popular")).statusCode()).isEqualTo(202);
    }
    assertTurnedAway(ask(Person.called("popular")));
    assertThat(ask(first).statusCode()).as("one that waits may be sent again").isEqualTo(202);
    assertThat(ask(Person.called("another")).statusCode()).isEqualTo(202);
    assertThat(waiting()).isEqualTo(KeyRequests.MAX_PER_SUBMITTER + 1);
  }

  @Test
  void oneClientAloneCannotTakeUpASubmittersPlaces() {
    for (int i = 0; i < KeyRequests.MAX_PER_CLIENT_AND_SUBMITTER; i++) {
      assertThat(ask(Person.called("wanted"), "203.0.113.7").statusCode()).isEqualTo(202);
    }
    HttpResponse<String> more = ask(Person.called("wanted"), "203.0.113.7");
    assertThat(more.statusCode()).isEqualTo(429);
    assertThat(text(object(more.body()), "type")).isEqualTo("/problems/too-many");
    assertThat(ask(Person.called("wanted"), "192.0.2.1, 203.0.113.7").statusCode())
        .as("what the client itself wrote before the proxy does not count")
        .isEqualTo(429);
    assertThat(ask(Person.called("wanted"), "203.0.113.8").statusCode()).isEqualTo(202);
    assertThat(2 * KeyRequests.MAX_PER_CLIENT_AND_SUBMITTER)
        .as("one machine with both kinds of address")
        .isLessThan(KeyRequests.MAX_PER_SUBMITTER);
    assertThat(ask(Person.called("other"), "203.0.113.7").statusCode()).isEqualTo(202);
    assertThat(ask(Person.called("third"), "203.0.113.7").statusCode()).isEqualTo(429);
  }

  @Test
  void whoSendsSomebodysRequestAgainChangesNothing() {
    Person person = Person.called("patient");
    JsonObject first = object(ask(person, "203.0.113.7").body());
    HttpResponse<String> again = ask(person, "203.0.113.9");
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(text(object(again.body()), "expiresAt")).isEqualTo(text(first, "expiresAt"));
  }

  @Test
  void addressesOfOneIpv6NetworkAreOneClient() {
    for (int i = 0; i < KeyRequests.MAX_PER_CLIENT_AND_SUBMITTER; i++) {
      assertThat(ask(Person.called("six"), "2001:db8:1:" + i + "::1").statusCode()).isEqualTo(202);
    }
    assertThat(ask(Person.called("six"), "2001:db8:1:ffff::1").statusCode()).isEqualTo(429);
    assertThat(ask(Person.called("six"), "2001:db8:2:1::1").statusCode()).isEqualTo(202);
  }

  private static Json rejection(Person by, String origin, Instant at, List<String> kids) {
    return Json.object()
        .put("ledgers", Json.ofStrings(List.of(origin)))
        .put("submitter", by.id())
        .put("issuedAt", at.toString())
        .put("kids", Json.ofStrings(kids))
        .build();
  }

  private static int reject(Person by, Typ typ, Json wish) {
    return service
        .post(
            "/v1/key-requests/rejections",
            "application/jose",
            Jws.compact(typ, wish.canonical(), by.key()))
        .statusCode();
  }

  @Test
  void onlyAnOperatorRejectsAndOnlyNow() {
    Person waiting = Person.called("unwanted");
    ask(waiting);
    Person operator = service.operator();
    Person lab = service.join("rejecting-lab", List.of(), List.of("submitter"));
    List<String> kids = List.of(waiting.key().kid().value());
    Instant now = Instant.now();
    Json good = rejection(operator, Person.ORIGIN, now, kids);

    assertThat(reject(lab, Typ.KEY_REJECTION, rejection(lab, Person.ORIGIN, now, kids)))
        .isEqualTo(403);
    assertThat(reject(lab, Typ.KEY_REJECTION, good)).isEqualTo(403);
    assertThat(reject(waiting, Typ.KEY_REJECTION, good)).isEqualTo(401);
    assertThat(reject(operator, Typ.STATEMENT, good)).isEqualTo(401);
    assertThat(reject(operator, Typ.KEY_REJECTION, rejection(operator, "x/log", now, kids)))
        .isEqualTo(403);
    Instant old = now.minus(Duration.ofHours(1));
    for (Json bad :
        List.of(
            rejection(operator, Person.ORIGIN, old, kids),
            rejection(operator, Person.ORIGIN, now, List.of()),
            rejection(operator, Person.ORIGIN, now, List.of("no thumbprint")),
            rejection(
                operator,
                Person.ORIGIN,
                now,
                Collections.nCopies(KeyRejections.MAX_KIDS + 1, kids.getFirst())))) {
      assertThat(reject(operator, Typ.KEY_REJECTION, bad)).isEqualTo(422);
    }
    assertThat(waiting()).isEqualTo(1);
    assertThat(reject(operator, Typ.KEY_REJECTION, good)).isEqualTo(200);
    assertThat(waiting()).isZero();
  }

  @Test
  void theCommandRejects(@TempDir Path directory) throws IOException {
    Person squatter = Person.called("name");
    String id = text(object(ask(squatter).body()), "id");
    Path key =
        Files.writeString(
            directory.resolve("operator.jwk"), service.operator().key().toJwk().canonical().utf8());
    String[] command = {
      "keys",
      "reject",
      id,
      "--key",
      key.toString(),
      "--submitter",
      "operator",
      "--to",
      service.uri("/").toString()
    };
    assertThat(Cli.run(command)).isZero();
    assertThat(waiting()).isZero();
    assertThat(Cli.run(command)).as("it waits no longer").isEqualTo(1);
  }

  @Test
  void aThousandWaitInAllUntilTheyExpire() throws SQLException {
    fill("now() + interval '1 day'");
    assertTurnedAway(ask(Person.called("late")));
    assertThat(waiting()).isEqualTo(KeyRequests.MAX_WAITING);
    execute("update key_request set expires_at = now() - interval '1 second'");
    assertThat(ask(Person.called("late")).statusCode()).isEqualTo(202);
    assertThat(waiting()).isEqualTo(1);
  }

  private static void fill(String expiresAt) throws SQLException {
    execute(
        """
        insert into key_request (kid, submitter, organisation, envelope, received_at, expires_at)
        select 'kid' || n, 'submitter' || n, 'organisation', 'envelope', now(), %s
        from generate_series(1, %d) n
        """
            .formatted(expiresAt, KeyRequests.MAX_WAITING));
  }

  @Test
  void aRequestIsSmall() {
    Person person = Person.called("large");
    Bytes large =
        person.sign(
            person
                .statement("key")
                .put("action", "register")
                .put("jwk", person.key().publicKey().toJwk())
                .put("organisation", "x".repeat(KeyRequests.MAX_BYTES))
                .build());
    assertThat(service.post("/v1/key-requests", large).statusCode()).isEqualTo(413);
    assertThat(waiting()).isZero();
  }
}
