package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.text;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.evalledger.access.Browser;
import org.evalledger.access.IdentityProvider;
import org.evalledger.bytes.Sha256;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.review.ReportCount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two services on one database are one ledger: each knows what the other took in. */
@Timeout(180)
class ReplicasTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final Json NONE = Json.of(List.of());

  @Test
  void eachCatchesUpWithTheOther(@TempDir Path directory) {
    Person operator = Person.called("operator");
    try (var provider = IdentityProvider.start();
        RunningService one = RunningService.start(known(provider), directory, operator);
        RunningService two = RunningService.start(known(provider), directory, operator)) {
      one.accept(operator.sign(operator.registration()));
      one.accept(operator.sign(operator.benchmark("quiz")));
      assertThat(two.get("/v1/submitters/operator").statusCode()).isEqualTo(200);
      assertThat(two.get("/v1/entries/0/bundle").statusCode()).isEqualTo(200);

      Person lab = one.join("lab", List.of("lab"), List.of());
      assertThat(text(two.read("/v1/submitters/lab"), "namespaces")).isEqualTo("[\"lab\"]");
      var indexes = new HashSet<String>();
      for (int i = 0; i < 12; i++) {
        RunningService turn = i % 2 == 0 ? two : one;
        RunningService other = i % 2 == 0 ? one : two;
        JsonObject accepted =
            turn.accept(lab.sign(lab.evaluation("lab/m" + i, "quiz", "0.5").build()));
        String index = text(accepted, "index");
        indexes.add(index);
        assertThat(other.get("/v1/entries/" + index + "/bundle").statusCode()).isEqualTo(200);
        assertThat(other.get("/v1/entries/" + index + "/receipt").body())
            .isEqualTo(text(accepted, "receipt"));
      }
      assertThat(indexes).hasSize(12);
      assertThat(text(one.read("/v1/log"), "checkpoint"))
          .isEqualTo(text(two.read("/v1/log"), "checkpoint"));
      nobodyReportsMoreADayByAskingAnother(one, two);
      aRoleThatOneTookAwayIsGoneAtTheOther(one, two);
    }
  }

  private static Map<String, Object> known(IdentityProvider provider) {
    Map<String, Object> properties = new HashMap<>(DATABASE.properties());
    properties.putAll(provider.settings());
    return properties;
  }

  /** At the very next request, though the other had nothing else to take in. */
  private static void aRoleThatOneTookAwayIsGoneAtTheOther(RunningService one, RunningService two) {
    Person operator = one.operator();
    try (var browser = new Browser(two)) {
      browser.signIn("/", "somebody", "{\"groups\":[\"reviewers\"]}");
      assertThat(roles(browser)).isEqualTo("[\"reviewer\"]");
      one.accept(operator.sign(policy(operator, "submitter")));
      assertThat(roles(browser)).isEqualTo("[\"submitter\"]");
      one.accept(operator.sign(operator.statement("policy").put("rolesByClaim", NONE).build()));
      assertThat(roles(browser)).isEqualTo("[]");
    }
  }

  private static Json policy(Person operator, String role) {
    Json rule =
        Json.object().put("claim", "groups").put("value", "reviewers").put("role", role).build();
    return operator.statement("policy").put("rolesByClaim", Json.of(List.of(rule))).build();
  }

  private static String roles(Browser browser) {
    return at(RunningService.object(browser.get("/v1/me").body()), "roles").canonical().utf8();
  }

  private static void nobodyReportsMoreADayByAskingAnother(RunningService one, RunningService two) {
    Sha256 person = Sha256.of(new byte[] {1});
    long taken =
        IntStream.range(0, 2 * ReportCount.MAX)
            .parallel()
            .filter(i -> (i % 2 == 0 ? one : two).bean(ReportCount.class).count(person))
            .count();
    assertThat(taken).isEqualTo(ReportCount.MAX);
    assertThat(two.bean(ReportCount.class).count(Sha256.of(new byte[] {2}))).isTrue();
  }
}
