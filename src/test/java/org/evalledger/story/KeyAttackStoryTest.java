package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.object;
import static org.evalledger.story.RunningService.text;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.submission.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What thieves of keys try, and what becomes of it; each ledger then passes its audit. */
class KeyAttackStoryTest {
  @RegisterExtension final TestDatabase database = new TestDatabase();

  private RunningService service;
  private SettableClock clock;
  private Person operator;
  private Person lab;

  @BeforeEach
  void open() {
    Map<String, Object> properties = new HashMap<>(database.properties());
    properties.put(SettableClock.PROPERTY, true);
    service = RunningService.open(properties);
    clock = service.bean(SettableClock.class);
    operator = service.operator();
    lab = service.join("lab", List.of("lab"), List.of("submitter"));
  }

  @AfterEach
  void close() {
    try (RunningService closing = service) {
      assertThat(closing.audit()).isZero();
    }
  }

  private static String problem(HttpResponse<String> response) {
    return response.statusCode() + " " + text(object(response.body()), "type");
  }

  private Bytes evaluation(Person by, String model) {
    return by.sign(by.evaluation(model, "quiz", "0.5").build());
  }

  private List<Json> keysOf(String submitter) {
    return ((JsonArray) at(service.read("/v1/submitters/" + submitter), "keys")).items();
  }

  @Test
  void aSubmitterRotatesItsOwnKeyAndSaysNothingNewOfItself() {
    Person next = lab.withNewKey();
    JsonObject elsewhere = (JsonObject) next.registration("elsewhere");
    assertThat(problem(service.post(next.signWith(elsewhere, lab))))
        .isEqualTo("403 /problems/forbidden");
    service.accept(next.signWith(next.registration(), lab));
    service.accept(evaluation(next, "lab/one"));
    service.accept(next.sign(next.revocation(lab, null)));
    assertThat(problem(service.post(evaluation(lab, "lab/two"))))
        .isEqualTo("401 /problems/unauthorised");
    Person third = lab.withNewKey();
    service.accept(third.signWith(third.registration("elsewhere"), operator));
    assertThat(text(service.read("/v1/submitters/lab"), "affiliations")).contains("elsewhere");
    assertThat(keysOf("lab")).hasSize(3);
  }

  @Test
  void whatAStolenKeySignedIsMarkedAndStays() {
    String before = text(service.accept(evaluation(lab, "lab/before")), "index");
    clock.pass(Duration.ofHours(1));
    Instant stolen = clock.instant();
    String atThatMoment = text(service.accept(evaluation(lab, "lab/then")), "index");
    clock.pass(Duration.ofHours(1));
    Person helper = service.join("helper", List.of(), List.of());
    Bytes byThief = helper.signWith(helper.evaluation("lab/after", "quiz", "0.5").build(), lab);
    String after = text(service.accept(byThief), "index");
    service.accept(operator.sign(operator.revocation(lab, stolen)));

    assertThat(doubted(before)).isEqualTo("false");
    assertThat(doubted(atThatMoment)).as("received at that time, not after it").isEqualTo("false");
    assertThat(doubted(after)).as("its co-signer's key was stolen").isEqualTo("true");
    assertThat(text(service.read("/v1/scores?model=lab/after"), "items", "0", "keyDoubted"))
        .isEqualTo("true");
    assertThat(text(service.read("/v1/scores?model=lab/before"), "items", "0", "keyDoubted"))
        .isEqualTo("false");

    Json later = operator.revocation(lab, stolen.plusSeconds(1));
    assertThat(problem(service.post(operator.sign(later)))).isEqualTo("422 /problems/invalid");
    service.accept(operator.sign(operator.revocation(lab, stolen.minusSeconds(4000))));
    assertThat(doubted(before)).as("an earlier theft comes to light").isEqualTo("true");
    assertThat(text(service.read("/v1/scores?model=lab/before"), "items", "0", "keyDoubted"))
        .isEqualTo("true");
  }

  private String doubted(String index) {
    return text(service.read("/v1/entries/" + index), "keyDoubted");
  }

  @Test
  void affiliatesCountAsOneAndANamespaceCanBeWithdrawn() {
    Person friend = Person.called("friend");
    service.accept(friend.signWith(friend.registration("lab"), operator));
    assertThat(relation(evaluation(friend, "lab/one"))).isEqualTo("first-party");
    Json together = lab.evaluation("lab/two", "quiz", "0.5").build();
    assertThat(relation(lab.signWith(together, friend))).isEqualTo("first-party");

    service.accept(operator.sign(operator.grant("lab", List.of(), List.of("submitter"))));
    assertThat(relation(evaluation(lab, "lab/three"))).isEqualTo("third-party");
    assertThat(relation(evaluation(friend, "lab/four"))).isEqualTo("third-party");
    assertThat(problem(service.post(lab.sign(lab.benchmark("lab/quiz")))))
        .isEqualTo("403 /problems/forbidden");
    assertThat(text(service.read("/v1/scores?model=lab/one"), "items", "0", "relation"))
        .as("what was said before stays as it was")
        .isEqualTo("first-party");
  }

  private String relation(Bytes envelope) {
    return text(service.accept(envelope), "entry", "relation");
  }

  @Test
  void theThiefOfTheOperatorsKeyCannotPutHisOwnInItsPlaceUnseen() {
    Person thief = operator.withNewKey();
    service.accept(thief.signWith(thief.registration(), operator));
    assertThat(text(service.read("/v1/log"), "operatorKeys", "1", "kid"))
        .isEqualTo(thief.key().kid().value());
    assertThat(text(keysOf("operator").get(1), "effectiveFrom"))
        .isEqualTo(clock.instant().plus(Duration.ofDays(3)).toString());
    Bytes grant = thief.sign(thief.grant("lab", List.of(), List.of("reviewer")));
    assertThat(service.post(grant).body()).contains("waits until");
    assertThat(problem(service.post(operator.sign(operator.revocation(operator, null)))))
        .as("the only key in effect cannot be revoked")
        .isEqualTo("422 /problems/invalid");
    assertThat(
            problem(service.post(operator.sign(operator.grant("operator", List.of(), List.of())))))
        .isEqualTo("422 /problems/invalid");

    service.accept(operator.sign(operator.grant("lab", List.of("lab"), List.of("operator"))));
    assertThat(problem(service.post(lab.sign(lab.revocation(operator, null)))))
        .as("a granted operator waits too")
        .isEqualTo("403 /problems/forbidden");
    service.accept(operator.sign(operator.grant("lab", List.of("lab", "b"), List.of("submitter"))));

    clock.pass(Duration.ofHours(71));
    service.accept(operator.sign(operator.revocation(thief, null)));
    clock.pass(Duration.ofHours(2));
    assertThat(problem(service.post(grant))).isEqualTo("401 /problems/unauthorised");
  }

  @Test
  void anOperatorsNewKeyTakesEffectAfterItsTimeAndThenReplacesTheOld() {
    Person next = operator.withNewKey();
    service.accept(next.signWith(next.registration(), operator));
    Bytes deed = next.sign(next.revocation(operator, null));
    clock.pass(Duration.ofDays(3).minusMillis(1));
    assertThat(problem(service.post(deed))).isEqualTo("401 /problems/unauthorised");
    clock.pass(Duration.ofMillis(1));
    service.accept(deed);
    assertThat(text(service.read("/v1/log"), "operatorKeys", "0", "revoked")).isNotEqualTo("null");
    assertThat(problem(service.post(operator.sign(operator.benchmark("late")))))
        .isEqualTo("401 /problems/unauthorised");
    service.accept(next.sign(next.benchmark("after")));
  }
}
