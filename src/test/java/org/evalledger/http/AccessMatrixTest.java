package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.object;
import static org.evalledger.story.RunningService.text;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.evalledger.access.Browser;
import org.evalledger.access.IdentityProvider;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every call of the document by every role: allowed, or the right refusal. */
class AccessMatrixTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final List<String> ROLES =
      List.of("public", "none", "submitter", "reviewer", "operator");

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

  /** How a caller says who he is. */
  private enum By {
    TOKEN,
    COOKIE
  }

  /** The forms of pages that reviewers alone may send. */
  private static final Set<String> REVIEWERS_FORMS =
      Set.of("POST /cases/{id}/decisions", "POST /review/assignments");

  /**
   * What the service answers to what the OpenAPI document leaves out, whoever asks; all others are
   * for everybody too.
   */
  private static final Map<String, Integer> HIDDEN = hidden();

  private static Map<String, Integer> hidden() {
    var hidden = new TreeMap<String, Integer>();
    List.of(
            "GET /",
            "GET /benchmarks",
            "GET /benchmarks/{id}",
            "GET /benchmarks/{id}/dots",
            "GET /benchmarks/{id}/points",
            "GET /benchmarks/{id}/scores.{format}",
            "GET /benchmarks/{id}/card.png",
            "GET /card.png",
            "GET /cases/{id}",
            "GET /changes",
            "GET /changes/new",
            "GET /compare",
            "GET /entries",
            "GET /entries/{index}",
            "GET /entries/{index}/card.png",
            "GET /entries/{index}/path",
            "GET /entries/{index}/report",
            "GET /frontier",
            "GET /review",
            "GET /review/preview/{id}",
            "GET /submit",
            "GET /submit/keys/{kid}",
            "GET /submitters",
            "GET /submitters/{id}",
            "GET /models",
            "GET /models/{namespace}/{name}",
            "GET /models/{namespace}/{name}/card.png",
            "GET /models/{namespace}/{name}/results",
            "GET /models/{namespace}/{name}/results/{index}/{result}",
            "GET /models/{namespace}/{name}/scores.{format}",
            "GET /docs",
            "GET /docs/api",
            "GET /docs/verify",
            "GET /health",
            "GET /health/{selector}",
            "GET /log",
            "GET /openapi/evalledger.yaml",
            "GET /opensearch.xml",
            "GET /prometheus",
            "GET /robots.txt",
            "GET /search",
            "GET /search/found",
            "GET /sitemap.xml",
            "GET /sitemap/models-{from}.xml",
            "GET /sitemap/pages.xml",
            "GET /verify.mjs")
        .forEach(call -> hidden.put(call, 200));
    hidden.put("GET /assets/{file}", 404);
    hidden.put("GET /cases/{id}/points", 404); // nobody else measured what it is about
    hidden.put("GET /docs/{slug}", 404);
    hidden.put("GET /mail/confirm/{token}", 404);
    hidden.put("GET /mail/stop/{id}", 200);
    hidden.put("POST /mail/confirm/{token}", 404);
    hidden.put("POST /mail/stop/{id}", 200);
    hidden.put("POST /submit", 400); // an empty one is no form
    hidden.put("POST /submit/preview", 400);
    hidden.put("POST /submit/statement", 400);
    REVIEWERS_FORMS.forEach(call -> hidden.put(call, 400)); // an empty one, by a reviewer
    hidden.put("POST /entries/{index}/report", 400); // an empty one
    hidden.put("GET /sign-in", 303);
    hidden.put("GET /sign-in/callback", 400);
    hidden.put("POST /sign-out", 303);
    return hidden;
  }

  /** Calls that are answered otherwise than with 200 when they are allowed. */
  private static final Map<String, Integer> ALLOWED =
      Map.of(
          "POST /v1/cases/{id}/decisions", 201,
          "POST /v1/cases/{id}/answers", 201,
          "POST /v1/entries/{index}/reports", 201,
          "GET /v1/webhooks/{id}", 404,
          "DELETE /v1/webhooks/{id}", 204,
          "POST /v1/reports/challenge", 404,
          "POST /v1/mail-subscriptions", 400, // it says nothing
          "POST /v1/webhooks/{id}/retry", 404);

  /** Of somebody who is signed in with a browser. */
  private record Signed(String cookie, String csrfToken) {}

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
            "GET /v1/cases/{id}/events",
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
            "POST /v1/reports/challenge",
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
            "POST /v1/cases/assignments",
            "PUT /v1/cases/{id}/assignment",
            "DELETE /v1/cases/{id}/assignment",
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
  private static final AtomicInteger MODELS = new AtomicInteger();

  private static IdentityProvider provider;
  private static RunningService service;
  private static Person lab;
  private static Person reader;
  private static String entry;
  private static String opening;
  private static final Map<String, Signed> SIGNED_IN = new HashMap<>();

  @BeforeAll
  static void open() {
    provider = IdentityProvider.start();
    service = provider.ledger(DATABASE);
    service.registerItself();
    lab = service.join("lab", List.of("lab"), List.of());
    service.join("bystander", List.of(), List.of());
    reader = service.join("reader", List.of(), List.of());
    evaluation("other");
    var opened = Opened.of(evaluation("m"));
    entry = text(opened.result(), "index");
    opening = text(opened.opening(), "index");
    ROLES.stream()
        .filter(role -> !role.equals("public"))
        .forEach(role -> SIGNED_IN.put(role, signIn(role)));
  }

  @AfterAll
  static void close() {
    service.close();
    provider.close();
    CLIENT.shutdownNow();
  }

  private static JsonObject evaluation(String model) {
    return service.accept(lab.sign(lab.evaluation("lab/" + model, "quiz", "0.5").build()));
  }

  private static Signed signIn(String role) {
    try (var browser = new Browser(service)) {
      String cookie =
          Browser.session(browser.signIn("/", role, JSONObjectUtils.toJSONString(claims(role))));
      return new Signed(cookie, text(object(browser.get("/v1/me").body()), "csrfToken"));
    }
  }

  /** A new case about a new result: what one caller does with it touches no other. */
  private record Opened(JsonObject result, JsonObject opening) {
    static Opened fresh() {
      return of(evaluation("m" + MODELS.incrementAndGet()));
    }

    static Opened of(JsonObject result) {
      JsonObject opening =
          service.accept(
              reader.sign(
                  reader
                      .statement("report")
                      .put("entry", Person.reference(result))
                      .put("kind", "copied")
                      .put("text", "Seen elsewhere.")
                      .build()));
      return new Opened(result, opening);
    }

    private JsonObject about(String call) {
      return call.endsWith("/reports") ? result : opening;
    }

    String index(String call) {
      return text(about(call), "index");
    }

    /** What somebody who is signed in says. */
    JsonObject plain(String call) {
      var members = Json.object().put("leafHash", at(about(call), "leafHash"));
      say(call, members);
      if (call.endsWith("/answers")) {
        members.put("type", "answer");
      }
      return members.build();
    }

    /** The same as a statement of {@code signer}. */
    String signed(String call, Person signer) {
      String type =
          call.endsWith("/decisions")
              ? "decision"
              : call.endsWith("/answers") ? "answer" : "report";
      var members = signer.statement(type);
      if (type.equals("report")) {
        members.put("entry", Person.reference(about(call)));
      } else {
        members.put("case", Person.reference(about(call)).with("cause", Json.of("report")));
      }
      say(call, members);
      return signer.sign(members.build()).utf8();
    }

    private static void say(String call, Json.ObjectBuilder members) {
      if (call.endsWith("/decisions")) {
        members.put("outcome", "cleared").put("rationale", "So it is.");
      } else {
        members.put("text", "So it is.");
      }
      if (call.endsWith("/reports")) {
        members.put("kind", "copied");
      }
    }
  }

  @Test
  void everyCallHasARowAndEveryRowIsACall() {
    assertThat(new TreeSet<>(MATRIX.keySet()))
        .isEqualTo(new TreeSet<>(OpenApiDocument.read().operations().keySet()));
  }

  /** Also what the document leaves out. */
  @Test
  void everyRouteOfTheServiceHasARow() {
    var routes = new TreeSet<String>();
    service
        .bean(Router.class)
        .uriRoutes()
        .forEach(
            route -> {
              if (route.getHttpMethod() != HttpMethod.HEAD) {
                String path =
                    route.getUriMatchTemplate().toPathString().replace("{path:.+}", "{path}");
                routes.add(route.getHttpMethodName() + " " + path);
              }
            });
    var rows = new TreeSet<>(MATRIX.keySet());
    rows.addAll(HIDDEN.keySet());
    assertThat(routes).isEqualTo(rows);
  }

  @Test
  void everyCallByEveryRoleIsAllowedOrRightlyRefused() {
    var wrong = new ArrayList<String>();
    MATRIX.forEach(
        (call, who) ->
            ROLES.forEach(
                role -> {
                  for (By by : By.values()) {
                    String got = outcome(call, who, role, by);
                    String want = want(call, who, role);
                    if (!got.equals(want)) {
                      wrong.add("%s by %s's %s: %s, want %s".formatted(call, role, by, got, want));
                    }
                  }
                }));
    assertThat(wrong).isEmpty();
  }

  @Test
  void whatTheDocumentLeavesOutIsTheSameForEveryRoleButTheFormsOfReviewers() {
    var wrong = new ArrayList<String>();
    HIDDEN.forEach(
        (call, allowed) ->
            ROLES.forEach(
                role -> {
                  int want = REVIEWERS_FORMS.contains(call) ? ofForm(role, allowed) : allowed;
                  for (By by : By.values()) {
                    int got =
                        answer(
                                request(call, role, by, entry)
                                    .method(method(call), BodyPublishers.noBody()))
                            .statusCode();
                    if (call.equals("POST /sign-out") && !role.equals("public")) {
                      SIGNED_IN.put(role, signIn(role));
                    }
                    if (got != want) {
                      wrong.add("%s by %s's %s: %d, want %d".formatted(call, role, by, got, want));
                    }
                  }
                }));
    assertThat(wrong).isEmpty();
  }

  private static int ofForm(String role, int allowed) {
    return switch (role) {
      case "public" -> 401;
      case "reviewer" -> allowed;
      default -> 403;
    };
  }

  /** The same calls with bodies that strangers signed: no role makes a signature count. */
  @Test
  void noRoleStandsForASignature() {
    Person stranger = Person.called("stranger");
    String forged = stranger.sign(stranger.evaluation("x/m", "quiz", "0.5").build()).utf8();
    var opened = Opened.fresh();
    var wrong = new ArrayList<String>();
    MATRIX.forEach(
        (call, who) -> {
          if (who == Who.ANYBODY || who == Who.SIGNED_IN) {
            return;
          }
          String body = who == Who.SIGNER ? forged : opened.signed(call, stranger);
          for (String role : ROLES) {
            for (By by : By.values()) {
              boolean batch = call.endsWith("/batch");
              HttpResponse<String> answer =
                  batch
                      ? send(call, role, by, entry, "application/x-ndjson", "\"" + body + "\"\n")
                      : send(call, role, by, opened.index(call), "application/jose", body);
              boolean refused =
                  batch
                      ? answer.body().contains("/problems/unauthorised")
                      : Answers.problem(answer).equals("401 /problems/unauthorised");
              if (!refused) {
                wrong.add(
                    "%s by %s's %s: %d %s"
                        .formatted(call, role, by, answer.statusCode(), answer.body()));
              }
            }
          }
        });
    assertThat(wrong).isEmpty();
  }

  private static String want(String call, Who who, String role) {
    boolean stranger = role.equals("public");
    boolean allowed =
        switch (who) {
          case ANYBODY -> true;
          case SIGNER -> false;
          case SIGNED_IN -> !stranger;
          case ANY_ROLE_OR_SIGNER -> !stranger && !role.equals("none");
          case REVIEWER_OR_SIGNER -> role.equals("reviewer");
          case SUBMITTER_OR_SIGNER -> role.equals("submitter");
        };
    if (allowed) {
      return Integer.toString(ALLOWED.getOrDefault(call, 200));
    }
    if (who == Who.SIGNER) {
      return "415 /problems/unsupported-media-type";
    }
    return stranger ? "401 /problems/sign-in-needed" : "403 /problems/role-needed";
  }

  private static String outcome(String call, Who who, String role, By by) {
    HttpResponse<String> answer =
        switch (who) {
          case ANYBODY, SIGNED_IN -> send(call, role, by);
          case SIGNER -> send(call, role, by, entry, "application/json", "{}");
          case REVIEWER_OR_SIGNER, SUBMITTER_OR_SIGNER, ANY_ROLE_OR_SIGNER -> {
            var opened = Opened.fresh();
            yield send(
                call,
                role,
                by,
                opened.index(call),
                "application/json",
                opened.plain(call).canonical().utf8());
          }
        };
    assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent())
        .as(call)
        .isEqualTo(answer.statusCode() == 401);
    int status = answer.statusCode();
    return status == 401 || status == 403 || status == 415
        ? Answers.problem(answer)
        : Integer.toString(status);
  }

  private static HttpResponse<String> send(String call, String role, By by) {
    return answer(request(call, role, by, entry).method(method(call), BodyPublishers.noBody()));
  }

  private static HttpResponse<String> send(
      String call, String role, By by, String index, String type, String body) {
    return answer(
        request(call, role, by, index)
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

  private static HttpRequest.Builder request(String call, String role, By by, String index) {
    String path =
        call.substring(call.indexOf(' ') + 1)
            .replace("{index}", index)
            .replace("{namespace}", "lab")
            .replace("{name}", "m")
            .replace("{path}", "0/000.p/1")
            .replace("{slug}", "none")
            .replace("{selector}", "liveness")
            .replace("{file}", "x")
            .replace("{token}", "none")
            .replace("{format}", "csv")
            .replace("{kid}", "none")
            .replace("{result}", "0")
            .replace("{from}", "0")
            .replace("{id}", id(call, index));
    var request =
        HttpRequest.newBuilder(service.uri(path + query(call))).timeout(Duration.ofSeconds(30));
    Signed signed = SIGNED_IN.get(role);
    if (signed == null) {
      return request;
    }
    return switch (by) {
      case TOKEN -> request.header("Authorization", "Bearer " + provider.token(role, claims(role)));
      case COOKIE ->
          request.header("Cookie", signed.cookie()).header("X-CSRF-Token", signed.csrfToken());
    };
  }

  private static String id(String call, String index) {
    if (call.contains("/benchmarks/")) {
      return "quiz";
    }
    if (call.contains("/cases/")) {
      return (index.equals(entry) ? opening : index) + "-report";
    }
    if (call.contains("/preview/")) {
      return opening + "-report";
    }
    return call.contains("/webhooks/") ? "0".repeat(32) : "lab";
  }

  /** What a call cannot do without. */
  private static String query(String call) {
    return switch (call) {
      case "GET /v1/compare" -> "?model=lab%2Fm&model=lab%2Fother";
      case "GET /v1/frontier" -> "?benchmark=quiz";
      case "GET /v1/search" -> "?q=quiz";
      case "GET /changes/new" -> "?after=0";
      case "GET /entries/{index}/path" -> "?size=" + (Long.parseLong(entry) + 1);
      case "GET /v1/log/consistency" -> "?from=1&to=2";
      default -> "";
    };
  }

  private static Map<String, Object> claims(String role) {
    return switch (role) {
      case "none" -> Map.of("organisation", "uni");
      case "submitter" -> Map.of("groups", List.of("labs"), "organisation", organisation("lab"));
      case "reviewer" ->
          Map.of("groups", List.of("reviewers"), "organisation", organisation("bystander"));
      default -> Map.of("realm", Map.of("roles", List.of("operators")), "organisation", "uni");
    };
  }

  private static String organisation(String submitter) {
    return text(service.read("/v1/submitters/" + submitter), "organisation");
  }
}
