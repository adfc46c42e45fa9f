package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.text;

import java.net.http.HttpResponse;
import java.sql.SQLException;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.submission.KeyRequests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nobody fills the database with registrations that wait. */
class KeyRequestLimitsTest {
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

  private static HttpResponse<String> ask(Person person) {
    return service.post("/v1/key-requests", person.sign(person.registration()));
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
