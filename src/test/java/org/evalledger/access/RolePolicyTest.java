package org.evalledger.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.object;

import java.util.List;
import java.util.Map;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.statement.Policy.RoleByClaim;
import org.evalledger.statement.Role;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which claims give which roles: the setting says so until the log does. */
class RolePolicyTest {
  @RegisterExtension final TestDatabase database = new TestDatabase();

  private static JsonObject policy(Person operator, String... rules) {
    List<JsonObject> written =
        List.of(rules).stream()
            .map(rule -> rule.split(" ", -1))
            .map(
                rule ->
                    Json.object()
                        .put("claim", rule[0])
                        .put("value", rule[1])
                        .put("role", rule[2])
                        .build())
            .toList();
    return operator.statement("policy").put("rolesByClaim", Json.of(written)).build();
  }

  private static List<Json> roles(Browser browser) {
    return ((JsonArray) at(object(browser.get("/v1/me").body()), "roles")).items();
  }

  @Test
  void aPolicyInTheLogTakesThePlaceOfTheSettingAlsoForWhoIsSignedIn() {
    try (var provider = IdentityProvider.start();
        RunningService service = provider.ledger(database);
        var before = new Browser(service);
        var after = new Browser(service)) {
      String claims = "{\"groups\":[\"reviewers\"],\"team\":\"blue\"}";
      before.signIn("/", "somebody", claims);
      assertThat(roles(before)).containsExactly(Json.of("reviewer"));
      Person operator = service.operator();
      service.accept(operator.sign(policy(operator, "team blue operator", "team blue service")));
      assertThat(roles(before)).isEmpty();
      after.signIn("/", "somebody", claims);
      assertThat(roles(after)).containsExactly(Json.of("operator"));
      service.accept(operator.sign(policy(operator, "groups reviewers submitter")));
      assertThat(roles(before)).containsExactly(Json.of("submitter"));
      assertThat(roles(after)).isEmpty();
      // The log says that nobody has a role; the setting, which nobody can read, does not say
      // otherwise.
      service.accept(operator.sign(policy(operator)));
      assertThat(roles(before)).isEmpty();
      JsonObject other =
          operator
              .statement("policy")
              .put("tau", Json.object().put("choice", "0.1").put("generative", "0.2").build())
              .build();
      service.accept(operator.sign(other));
      assertThat(roles(before)).isEmpty();
    }
  }

  @Test
  void rulesOfTheSettingAreReadStrictly() {
    assertThat(RoleRules.read("reviewer:groups=a:b, operator:realm.roles=c=d"))
        .hasValue(
            List.of(
                new RoleByClaim("groups", "a:b", Role.REVIEWER),
                new RoleByClaim("realm.roles", "c=d", Role.OPERATOR)));
    assertThat(RoleRules.read("")).hasValue(List.of());
    for (String wrong :
        List.of("reviewer", "reviewer:groups", "evaluator:a=b", "reviewer:a=b,", ":a=b", "a=b")) {
      assertThat(RoleRules.read(wrong)).as(wrong).isEmpty();
    }
  }

  @Test
  void claimsOfClaimsAreFoundByTheirPath() {
    Map<String, Object> claims = Map.of("a", Map.of("b", Map.of("c", "x")), "a.b", "literal");
    assertThat(RoleRules.claim(claims, "a.b.c")).isEqualTo("x");
    assertThat(RoleRules.claim(claims, "a.b")).isEqualTo("literal");
    assertThat(RoleRules.claim(claims, "a.x")).isNull();
    assertThat(RoleRules.claim(claims, ".a")).isNull();
  }

  @Test
  void anAddressCountsOnceTheProviderVerifiedIt() {
    Map<String, Object> claims = Map.of("email", "a@b");
    assertThat(RoleRules.claim(claims, "email")).isNull();
    for (Object verified : List.of(false, "true")) {
      assertThat(RoleRules.claim(Map.of("email", "a@b", "email_verified", verified), "email"))
          .isNull();
    }
    assertThat(RoleRules.claim(Map.of("email", "a@b", "email_verified", true), "email"))
        .isEqualTo("a@b");
  }
}
