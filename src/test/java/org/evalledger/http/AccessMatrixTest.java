package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.evalledger.access.IdentityProvider;
import org.evalledger.database.TestDatabase;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every call of the document by every role: allowed, or the right refusal. */
class AccessMatrixTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final List<String> ROLES = List.of("public", "submitter", "reviewer", "operator");

  /** Who may make a call. */
  private enum Who {
    /** Everybody, with the same answer. */
    ANYBODY,
    /** Whose signature the body carries; no role stands for it. */
    SIGNER,
    /** Whoever is signed in. */
    SIGNED_IN,
    /** A body without a signature takes the role reviewer, a signed one its signature. */
    REVIEWER_OR_SIGNER,
    /** The same with the role submitter. */
    SUBMITTER_OR_SIGNER,
    /** The same with any role. */
    ANY_ROLE_OR_SIGNER
  }

  /** The last entry of all, which is an evaluation. */
  private static final String ENTRY = "6";

  private static final Map<String, Who> MATRIX = matrix();

  private static Map<String, Who> matrix() {
    var matrix = new TreeMap<String, Who>();
    List.of(
            "GET /log/checkpoint",
            "GET /log/tile/{path}",
            "GET /v1/benchmarks",
            "GET /v1/benchmarks/{id}",
            "GET /v1/benchmarks/{id}/baseline",
            "GET /v1/benchmarks/{id}/health",
            "GET /v1/benchmarks/{id}/leaderboard",
            "GET /v1/cases",
            "GET /v1/cases/{id}",
            "GET /v1/changes",
            "GET /v1/collector/failures",
            "GET /v1/collector/sources",
            "GET /v1/compare",
            "GET /v1/entries",
            "GET /v1/entries/{index}",
            "GET /v1/entries/{index}/assessments",
            "GET /v1/entries/{index}/bundle",
            "GET /v1/entries/{index}/envelope",
            "GET /v1/entries/{index}/facts",
            "GET /v1/entries/{index}/proof",
            "GET /v1/entries/{index}/receipt",
            "GET /v1/entries/{index}/reproduce",
            "GET /v1/feed",
            "GET /v1/feed.atom",
            "GET /v1/frontier",
            "GET /v1/key-requests",
            "GET /v1/log",
            "GET /v1/log/consistency",
            "GET /v1/log/service-registration",
            "GET /v1/models",
            "GET /v1/models/{namespace}/{name}",
            "GET /v1/models/{namespace}/{name}/badge.svg",
            "GET /v1/models/{namespace}/{name}/brief",
            "GET /v1/models/{namespace}/{name}/history",
            "GET /v1/models/{namespace}/{name}/transparency",
            "GET /v1/reports/challenge",
            "GET /v1/scores",
            "GET /v1/search",
            "GET /v1/submitters/{id}",
            "GET /v1/suspicion/algorithms",
            "GET /v1/suspicion/performance",
            // What it asks for waits for who reads the mailbox.
            "POST /v1/mail-subscriptions",
            // Whoever knows a webhook's id, which is not to be guessed, may read and end it.
            "GET /v1/webhooks/{id}",
            "DELETE /v1/webhooks/{id}",
            "POST /v1/webhooks/{id}/retry")
        .forEach(call -> matrix.put(call, Who.ANYBODY));
    List.of(
            "POST /v1/key-requests",
            "POST /v1/key-requests/rejections",
            "POST /v1/submissions",
            "POST /v1/submissions/batch",
            "POST /v1/submissions/check",
            "POST /v1/webhooks")
        .forEach(call -> matrix.put(call, Who.SIGNER));
    matrix.put("GET /v1/me", Who.SIGNED_IN);
    matrix.put("POST /v1/cases/{id}/decisions", Who.REVIEWER_OR_SIGNER);
    matrix.put("POST /v1/cases/{id}/answers", Who.SUBMITTER_OR_SIGNER);
    matrix.put("POST /v1/entries/{index}/reports", Who.ANY_ROLE_OR_SIGNER);
    return matrix;
  }

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static IdentityProvider provider;
  private static RunningService service;

  @BeforeAll
  static void open() {
    provider = IdentityProvider.start();
    service = provider.ledger(DATABASE);
    service.registerItself();
    Person lab = service.join("lab", List.of("lab"), List.of());
    service.accept(lab.sign(lab.evaluation("lab/m", "quiz", "0.5").build()));
  }

  @AfterAll
  static void close() {
    service.close();
    provider.close();
    CLIENT.shutdownNow();
  }

  @Test
  void everyCallHasARowAndEveryRowIsACall() {
    assertThat(new TreeSet<>(MATRIX.keySet()))
        .isEqualTo(new TreeSet<>(OpenApiDocument.read().operations().keySet()));
  }

  @Test
  void everyCallByEveryRoleIsAllowedOrRightlyRefused() {
    var wrong = new ArrayList<String>();
    MATRIX.forEach(
        (call, who) ->
            ROLES.forEach(
                role -> {
                  String got = outcome(call, who, role);
                  String want = want(who, role);
                  if (!got.equals(want)) {
                    wrong.add("%s by %s: %s, want %s".formatted(call, role, got, want));
                  }
                }));
    assertThat(wrong).isEmpty();
  }

  /** The same calls with bodies that strangers signed: no role makes a signature count. */
  @Test
  void noRoleStandsForASignature() {
    Person stranger = Person.called("stranger");
    String forged = stranger.sign(stranger.evaluation("x/m", "quiz", "0.5").build()).utf8();
    var wrong = new ArrayList<String>();
    MATRIX.forEach(
        (call, who) -> {
          if (who == Who.ANYBODY || who == Who.SIGNED_IN) {
            return;
          }
          for (String role : ROLES) {
            boolean batch = call.endsWith("/batch");
            HttpResponse<String> answer =
                batch
                    ? send(call, role, "application/x-ndjson", "\"" + forged + "\"\n")
                    : send(call, role, "application/jose", forged);
            boolean refused =
                batch
                    ? answer.body().contains("/problems/unauthorised")
                    : List.of(401, 403, 404).contains(answer.statusCode());
            if (!refused) {
              wrong.add("%s by %s: %d".formatted(call, role, answer.statusCode()));
            }
          }
        });
    assertThat(wrong).isEmpty();
  }

  private static String want(Who who, String role) {
    boolean stranger = role.equals("public");
    boolean allowed =
        switch (who) {
          case ANYBODY -> true;
          case SIGNER -> false;
          case SIGNED_IN, ANY_ROLE_OR_SIGNER -> !stranger;
          case REVIEWER_OR_SIGNER -> role.equals("reviewer");
          case SUBMITTER_OR_SIGNER -> role.equals("submitter");
        };
    if (allowed) {
      return "allowed";
    }
    if (who == Who.SIGNER) {
      return "needs a signature";
    }
    return stranger ? "401 /problems/sign-in-needed" : "403 /problems/role-needed";
  }

  private static String outcome(String call, Who who, String role) {
    HttpResponse<String> answer =
        call.startsWith("POST") ? send(call, role, "application/json", "{}") : send(call, role);
    if (who == Who.SIGNER && answer.statusCode() == 415) {
      return "needs a signature";
    }
    if (answer.statusCode() != 401 && answer.statusCode() != 403) {
      return answer.statusCode() < 500 ? "allowed" : Integer.toString(answer.statusCode());
    }
    assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent())
        .as(call)
        .isEqualTo(answer.statusCode() == 401);
    return Answers.problem(answer);
  }

  private static HttpResponse<String> send(String call, String role) {
    return answer(request(call, role).method(method(call), BodyPublishers.noBody()));
  }

  private static HttpResponse<String> send(String call, String role, String type, String body) {
    return answer(
        request(call, role)
            .header("Content-Type", type)
            .method(method(call), BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> answer(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), AccessMatrixTest::body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The feed has no end; that it begins is enough. */
  private static BodySubscriber<String> body(ResponseInfo answer) {
    boolean feed =
        answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
    return feed
        ? BodySubscribers.mapping(BodySubscribers.ofInputStream(), begun -> "")
        : BodySubscribers.ofString(StandardCharsets.UTF_8);
  }

  private static String method(String call) {
    return call.substring(0, call.indexOf(' '));
  }

  private static HttpRequest.Builder request(String call, String role) {
    String path =
        call.substring(call.indexOf(' ') + 1)
            .replace("{index}", ENTRY)
            .replace("{namespace}", "lab")
            .replace("{name}", "m")
            .replace("{path}", "0/000.p/1")
            .replace("{id}", id(call));
    var request =
        HttpRequest.newBuilder(service.uri(path + query(call))).timeout(Duration.ofSeconds(30));
    return role.equals("public")
        ? request
        : request.header("Authorization", "Bearer " + provider.token("one", claims(role)));
  }

  private static String id(String call) {
    if (call.contains("/benchmarks/")) {
      return "quiz";
    }
    if (call.contains("/cases/")) {
      return ENTRY + "-suspicion";
    }
    return call.contains("/webhooks/") ? "0".repeat(32) : "lab";
  }

  /** What a call cannot do without. */
  private static String query(String call) {
    return switch (call) {
      case "GET /v1/compare" -> "?model=lab%2Fm";
      case "GET /v1/frontier" -> "?benchmark=quiz";
      case "GET /v1/search" -> "?q=quiz";
      case "GET /v1/log/consistency" -> "?from=1&to=2";
      default -> "";
    };
  }

  private static Map<String, Object> claims(String role) {
    return switch (role) {
      case "submitter" -> Map.of("groups", List.of("labs"), "organisation", "uni");
      case "reviewer" -> Map.of("groups", List.of("reviewers"), "organisation", "uni");
      default -> Map.of("realm", Map.of("roles", List.of("operators")), "organisation", "uni");
    };
  }
}
