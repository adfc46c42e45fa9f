package org.evalledger.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.evalledger.Edit;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.TestDatabase;
import org.evalledger.harness.BuiltInBenchmarks;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.evalledger.submission.SettableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What others publish comes in, is never taken for the lab's own claim, and is kept up to date. */
@Timeout(180)
class CollectorTest {
  @RegisterExtension static final TestDatabase GIT = new TestDatabase();
  @RegisterExtension static final TestDatabase HUB = new TestDatabase();
  @RegisterExtension static final TestDatabase STRANGER = new TestDatabase();
  @RegisterExtension static final TestDatabase GUARDED = new TestDatabase();

  /** A real file of lm-evaluation-harness: two values of one model. */
  private static final Path RESULTS =
      Path.of(
          "src/test/resources/lm-eval/v0.4-gsm8k/gsm8k_resps/meta-llama__Meta-Llama-3-8B-Instruct",
          "results_2024-08-25T21-59-12.123082.json");

  private static final String STRICT = "0.7725549658832449";
  private static final Duration DAY = Duration.ofHours(25);

  private final Person collector = Person.called("collector");

  @TempDir private Path directory;

  /** The service with {@code source}, its collector registered and the benchmarks there. */
  private RunningService open(TestDatabase database, JsonObject source, boolean privateToo)
      throws IOException {
    Files.writeString(
        directory.resolve("collector.jwk"), collector.key().toJwk().canonical().utf8());
    Json sources =
        Json.object()
            .put("submitter", "collector")
            .put("key", "collector.jwk")
            .put("sources", Json.of(List.of(source)))
            .build();
    Path file = Files.writeString(directory.resolve("sources.json"), sources.canonical().utf8());
    var properties = new HashMap<String, Object>(database.properties());
    properties.put("evalledger.sources", file.toString());
    properties.put("evalledger.sources.private", Boolean.toString(privateToo));
    properties.put(SettableClock.PROPERTY, true);
    RunningService service = RunningService.open(properties);
    Person operator = service.operator();
    service.accept(collector.signWith(collector.registration(), operator));
    // Even an owner of the namespace that collects passes on somebody else's claim.
    service.accept(
        operator.sign(operator.grant("collector", List.of("meta-llama"), List.of("collector"))));
    for (JsonObject benchmark : BuiltInBenchmarks.load().documents()) {
      if (text(benchmark, "benchmark").startsWith("gsm8k")) {
        var statement = operator.statement("benchmark");
        benchmark.members().forEach(statement::put);
        service.accept(operator.sign(statement.build()));
      }
    }
    return service;
  }

  private static JsonObject source(String kind) {
    return Json.object().put("id", "team").put("kind", kind).put("claimedBy", "team").build();
  }

  private static void until(BooleanSupplier holds) throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    while (!holds.getAsBoolean()) {
      assertThat(Instant.now()).as("waited long enough").isBefore(end);
      Thread.sleep(20);
    }
  }

  private static List<Json> items(RunningService service, String path) {
    return ((JsonArray) at(service.read(path), "items")).items();
  }

  /** Lets time go by until the source has been looked at again, from its first file to its last. */
  private static void nextLook(RunningService service) throws InterruptedException {
    service.bean(SettableClock.class).pass(DAY);
    String now = service.bean(SettableClock.class).instant().toString();
    until(
        () ->
            items(service, "/v1/collector/sources").stream()
                .anyMatch(source -> text(source, "lookedAt").equals(now)));
  }

  /** The very first may have begun before collector and benchmarks were registered. */
  private static void firstLooks(RunningService service) throws InterruptedException {
    nextLook(service);
    nextLook(service);
  }

  /** Lets time go by until a look has failed with {@code error}. */
  private static void failedLook(RunningService service, String error) throws InterruptedException {
    service.bean(SettableClock.class).pass(DAY);
    until(
        () ->
            items(service, "/v1/collector/sources").stream()
                .anyMatch(source -> text(source, "error").contains(error)));
  }

  private static void git(Path repository, String... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.addAll(List.of("git", "-c", "user.name=team", "-c", "user.email=team@example.org"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(repository.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static void commit(Path repository, String path, String content) throws Exception {
    Path file = repository.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    git(repository, "add", ".");
    git(repository, "commit", "-q", "-m", "results");
  }

  @Test
  void aGitRepositoryIsCollectedCorrectedAndTriedAgain() throws Exception {
    Path repository = Files.createDirectories(directory.resolve("results"));
    String results = Files.readString(RESULTS);
    git(repository, "init", "-q", "-b", "main");
    commit(repository, "runs/llama/results.json", results);
    commit(repository, "runs/broken/results.json", results.substring(0, 2_000));
    commit(repository, "runs/README.md", "# Results of the team");
    JsonObject source =
        source("git")
            .with("address", Json.of(repository.toUri().toString()))
            .with("ref", Json.of("main"))
            .with("folder", Json.of("runs"))
            .with("published", Json.of("https://example.org/team/blob/main"));
    try (RunningService service = open(GIT, source, true)) {
      firstLooks(service);

      List<Json> scores = items(service, "/v1/scores?submitter=collector");
      assertThat(scores).hasSize(2);
      assertThat(scores).allMatch(score -> text(score, "relation").equals("collected"));
      assertThat(scores).anyMatch(score -> text(score, "value").equals(STRICT));
      String entry = text(scores.getFirst(), "index");
      Json stated = at(service.read("/v1/entries/" + entry + "/facts"), "source");
      assertThat(text(stated, "url"))
          .isEqualTo("https://example.org/team/blob/main/runs/llama/results.json");
      assertThat(text(stated, "claimedBy")).isEqualTo("team");
      assertThat(text(stated, "sha256")).isEqualTo(Bytes.ofUtf8(results).sha256().hex());

      List<Json> failures = items(service, "/v1/collector/failures");
      assertThat(failures).hasSize(1);
      assertThat(text(failures.getFirst(), "path")).isEqualTo("runs/broken/results.json");
      assertThat(text(failures.getFirst(), "nextAt")).isNotEqualTo("null");
      assertThat(text(items(service, "/v1/collector/sources").getFirst(), "files")).isEqualTo("3");

      commit(repository, "runs/llama/results.json", results.replace(STRICT, "0.7717968157695224"));
      commit(repository, "runs/broken/results.json", "[]");
      nextLook(service);

      assertThat(items(service, "/v1/scores?submitter=collector"))
          .extracting(score -> text(score, "value"))
          .hasSize(2)
          .contains("0.7717968157695224")
          .doesNotContain(STRICT);
      assertThat(items(service, "/v1/scores?submitter=collector&history=true"))
          .filteredOn(score -> text(score, "standing").equals("superseded"))
          .extracting(score -> text(score, "value"))
          .containsExactly(STRICT);
      assertThat(items(service, "/v1/collector/failures")).isEmpty();
      String size = text(service.read("/v1/log"), "size");
      nextLook(service);
      assertThat(text(service.read("/v1/log"), "size"))
          .as("nothing new, nothing said")
          .isEqualTo(size);
      assertThat(service.audit()).isZero();
    }
  }

  @Test
  void aHubIsListedPageByPageAndOnlyWhatChangedIsFetched() throws Exception {
    try (var hub = new Hub()) {
      hub.put("a/results.json", Bytes.ofUtf8(Files.readString(RESULTS)));
      hub.put("b/notes.md", Bytes.ofUtf8("# Notes"));
      hub.put("c/picture.png", Bytes.ofUtf8("no results"));
      hub.put("loop/results.json", Bytes.ofUtf8("{}"));
      hub.put("nowhere.json", Bytes.ofUtf8("{}"));
      hub.put(
          "0/large.json",
          Bytes.ofUtf8("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"));
      hub.put(
          "0/unknown.json",
          Bytes.ofUtf8(Files.readString(RESULTS).replace("gsm8k_cot_llama", "nobodys_task")));
      JsonObject source =
          source("hub")
              .with("endpoint", Json.of(hub.url()))
              .with("repositories", Json.of("datasets"))
              .with("name", Json.of("team/results"));
      try (RunningService service = open(HUB, source, true)) {
        firstLooks(service);

        assertThat(items(service, "/v1/scores?submitter=collector")).hasSize(2);
        assertThat(hub.asked()).noneMatch(path -> path.contains("picture"));
        assertThat(items(service, "/v1/collector/failures"))
            .extracting(failure -> text(failure, "path") + ": " + text(failure, "error"))
            .satisfiesExactlyInAnyOrder(
                told -> assertThat(told).startsWith("0/large.json").contains("Git LFS"),
                told -> assertThat(told).startsWith("0/unknown.json").contains("nobodys_task"),
                told -> assertThat(told).startsWith("loop/results.json").contains("5 redirects"),
                told -> assertThat(told).startsWith("nowhere.json").contains("no address"));
        assertThat(text(items(service, "/v1/collector/sources").getFirst(), "leftOut"))
            .isEqualTo("2");

        long fetched = hub.asked().stream().filter(path -> path.startsWith("/content/a")).count();
        nextLook(service);
        assertThat(hub.asked().stream().filter(path -> path.startsWith("/content/a")).count())
            .isEqualTo(fetched);

        // Whoever registers a benchmark need not tell the collector.
        hub.put(
            "0/quiz.json",
            Bytes.ofUtf8(
                Files.readString(RESULTS)
                    .replace("gsm8k_cot_llama", "acme/quiz")
                    .replace("exact_match", "acc")));
        nextLook(service);
        assertThat(items(service, "/v1/scores?benchmark=acme/quiz")).isEmpty();
        Person acme = service.join("acme", List.of("acme"), List.of("submitter"));
        service.accept(acme.sign(Edit.set(acme.benchmark("acme/quiz"), "/items", "1319")));
        nextLook(service);
        assertThat(items(service, "/v1/scores?benchmark=acme/quiz"))
            .as(service.get("/v1/collector/failures").body())
            .hasSize(2);

        // What the source no longer has is forgotten, and keeps nobody busy.
        List.of("nowhere.json", "loop/results.json").forEach(hub::remove);
        nextLook(service);
        assertThat(items(service, "/v1/collector/failures")).hasSize(2);
        Instant now = service.bean(SettableClock.class).instant();
        Instant next =
            Instant.parse(text(items(service, "/v1/collector/sources").getFirst(), "nextAt"));
        assertThat(next).isAfterOrEqualTo(now.plus(Duration.ofMinutes(10)));
      }
    }
  }

  @Test
  void whatTheLedgerTakesNothingOfIsTheSourcesTroubleAndNoFiles() throws Exception {
    Path runs = Files.createDirectories(directory.resolve("runs"));
    Files.copy(RESULTS, runs.resolve("results.json"));
    JsonObject source =
        source("folder")
            .with("path", Json.of(runs.toString()))
            .with("published", Json.of("https://example.org/runs"));
    try (RunningService service = open(STRANGER, source, true)) {
      firstLooks(service);
      assertThat(items(service, "/v1/scores?submitter=collector")).hasSize(2);
      service.accept(service.operator().sign(service.operator().revocation(collector, null)));
      Files.writeString(
          runs.resolve("more.json"), Files.readString(RESULTS).replace(STRICT, "0.77"));
      failedLook(service, "takes nothing from the collector");
      assertThat(items(service, "/v1/scores?submitter=collector")).hasSize(2);
    }
  }

  @Test
  void privateAddressesAndPlainHttpAreRefusedUnlessConfigured() throws Exception {
    try (var hub = new Hub()) {
      JsonObject source =
          source("hub")
              .with("endpoint", Json.of(hub.url()))
              .with("repositories", Json.of("datasets"))
              .with("name", Json.of("team/results"))
              .with("published", Json.of("https://example.org/team"));
      try (RunningService service = open(GUARDED, source, false)) {
        failedLook(service, "want https://");
        assertThat(hub.asked()).isEmpty();
      }
    }
  }
}
