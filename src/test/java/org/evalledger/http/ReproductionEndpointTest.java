package org.evalledger.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.http.Answers.problem;
import static org.evalledger.story.RunningService.at;
import static org.evalledger.story.RunningService.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.cli.Ran;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.story.Person;
import org.evalledger.story.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Commands that repeat a run, handed to a real shell to see what it takes them for. */
class ReproductionEndpointTest {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static RunningService service;
  private static Person lab;

  @TempDir private Path directory;

  @BeforeAll
  static void open() {
    service = RunningService.open(DATABASE);
    lab = service.join("lab", List.of("lab"), List.of());
    Json task =
        Json.object()
            .put("id", "algebra")
            .put("items", 100)
            .put("aliases", Json.ofStrings(List.of("oldTest-algebra", "tasked_algebra")))
            .build();
    JsonObject benchmark = (JsonObject) service.operator().benchmark("tasked");
    service.accept(service.operator().sign(benchmark.with("tasks", Json.of(List.of(task)))));
  }

  @AfterAll
  static void close() {
    service.close();
  }

  private static Json harness(String name, String version, Json revision) {
    return Json.object()
        .put(
            "harness",
            Json.object()
                .put("name", name)
                .put("version", version)
                .put("revision", revision)
                .build())
        .put("hardware", unknown("not recorded"))
        .build();
  }

  private static Json unknown(String why) {
    return Json.object().put("unknown", why).build();
  }

  private static Json settings(Json shots, Json seed, Json hyperparameters) {
    return Json.object()
        .put(
            "s",
            Json.object()
                .put("shots", shots)
                .put("seed", seed)
                .put("promptTemplate", Json.object().put("text", "Q: {{q}}\nA:").build())
                .put("hyperparameters", hyperparameters)
                .build())
        .build();
  }

  private static JsonObject reproduction(Json statement) {
    JsonObject answer = service.accept(lab.sign(statement));
    return service.read("/v1/entries/" + text(answer, "index") + "/reproduce");
  }

  private static Json evaluation(String model, String value, Json run, Json settings, Json result) {
    return lab.evaluation(model, "quiz", value)
        .put(
            "model",
            Json.object()
                .put("id", model)
                .put("revision", "step1000")
                .put("parameters", 7_000_000_000L)
                .put("precision", "float16")
                .build())
        .put("run", run)
        .put("settings", settings)
        .put("results", Json.of(List.of(result)))
        .build();
  }

  /** The words that a shell makes of {@code command}. */
  private static List<String> words(String command) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("sh", "-c", "show() { printf '%s\\n' \"$@\"; }\nshow " + command)
            .redirectErrorStream(true)
            .start();
    String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(out).isZero();
    return out.lines().toList();
  }

  @Test
  void lmEvalIsRunWithWhatTheEntrySays() throws Exception {
    Json result = Person.result("tasked", "0.5").put("task", "algebra").build();
    Json hyper =
        Json.object()
            .put("model", "hf")
            .put("batchSize", 8)
            .put("limit", 100)
            .put("modelArgs", Json.object().put("logits_cache", false).build())
            .build();
    Json seeds =
        Json.object()
            .put("random", 0)
            .put("numpy", 1234)
            .put("torch", 1234)
            .put("fewshot", unknown("no seed was set"))
            .build();
    JsonObject answer =
        reproduction(
            evaluation(
                "lab/m",
                "0.5",
                harness("lm-evaluation-harness", "0.4.8", Json.of("abcdef0")),
                settings(Json.of(5), seeds, hyper),
                result));
    assertThat(words(text(answer, "commands", "0")))
        .containsExactly(
            "lm_eval",
            "--tasks=tasked_algebra",
            "--model=hf",
            "--model_args=pretrained=lab/m,revision=step1000,dtype=float16,logits_cache=False",
            "--num_fewshot=5",
            "--seed=0,1234,1234,None",
            "--limit=100",
            "--batch_size=8",
            "--output_path=reproduced",
            "--log_samples");
    assertThat(words(text(answer, "setup", "0")))
        .containsExactly(
            "pip",
            "install",
            "lm_eval @ git+https://github.com/EleutherAI/lm-evaluation-harness@abcdef0");
    assertThat(((JsonArray) at(answer, "blanks")).items()).isEmpty();
    assertThat(text(answer, "notes", "0"))
        .isEqualTo(
            "A prompt template had SHA-256"
                + " "
                + Bytes.ofUtf8("Q: {{q}}\nA:").sha256().hex()
                + ".");
  }

  @Test
  void whatCannotBeKnownIsAMarkedBlankAndNothingIsGuessed() throws Exception {
    JsonObject answer =
        reproduction(
            evaluation(
                "lab/blank",
                "0.5",
                harness("lm-evaluation-harness", "0.4.8", unknown("undisclosed")),
                settings(
                    unknown("undisclosed"),
                    unknown("not recorded"),
                    Json.object().put("generationOverride", "until=a b").build()),
                Person.result("quiz", "0.5").build()));
    assertThat(words(text(answer, "commands", "0")))
        .contains("--num_fewshot=<FILL IN: shots, undisclosed>", "--seed=<FILL IN: seed>")
        .anyMatch(w -> w.matches("--gen_kwargs=<FILL IN: .* with SHA-256 [0-9a-f]{64}>"));
    assertThat(((JsonArray) at(answer, "blanks")).items())
        .contains(new JsonString("shots, undisclosed"), new JsonString("seed"));
    assertThat(words(text(answer, "setup", "0"))).contains("lm_eval==0.4.8");
  }

  @Test
  void aStatementCannotSmuggleInCommandsOrArguments() throws Exception {
    Path canary = directory.resolve("canary");
    Json hyper =
        Json.object()
            .put("generationOverride", "x;touch$IFS" + canary)
            .put("batchSize", "`touch$IFS" + canary + "`")
            .put("limit", "$(touch$IFS" + canary + ")")
            .put(
                "modelArgs",
                Json.object()
                    .put("trust_remote_code", true)
                    .put("dtype", "float32,trust_remote_code=True")
                    .build())
            .build();
    JsonObject answer =
        reproduction(
            evaluation(
                "lab/m,trust_remote_code=True",
                "0.5",
                harness("lm-evaluation-harness", "0.4.8;x", Json.of("$(touch")),
                settings(Json.of(0), Json.of(1), hyper),
                Person.result("quiz", "0.5").build()));
    List<String> words = words(text(answer, "commands", "0"));
    words(text(answer, "setup", "0"));
    assertThat(canary).doesNotExist();
    assertThat(String.join("\n", words))
        .contains("pretrained=<FILL IN: model>")
        .contains("dtype=<FILL IN: model argument dtype>")
        .doesNotContain("trust_remote_code", "touch");
    assertThat(text(answer, "notes", "0")).contains("trusted code");
  }

  @Test
  void theOtherHarnessesHaveTheirOwnCommands() throws Exception {
    Json hyper = Json.object().put("temperature", 0).put("backend", "hf").build();
    assertThat(commandOf("evalplus", hyper, "0.51"))
        .containsExactly(
            "evalplus.evaluate", "--model=lab/m", "--dataset=quiz", "--backend=hf", "--greedy");
    assertThat(commandOf("inspect_ai", hyper, "0.52"))
        .containsExactly(
            "inspect",
            "eval",
            "<FILL IN: file or package of the task quiz>",
            "--model=<FILL IN: provider>/lab/m",
            "--seed=1",
            "--temperature=0");
    assertThat(commandOf("lighteval", hyper, "0.53"))
        .containsExactly(
            "lighteval",
            "accelerate",
            "model_name=lab/m,revision=step1000,dtype=float16",
            "<FILL IN: suite>|quiz|3",
            "--output-dir=reproduced",
            "--save-details");
    JsonObject helm = byHarness("helm", hyper, "0.54");
    assertThat(words(text(helm, "commands", "0")))
        .startsWith("helm-run", "--conf-paths=run_entries.conf");
    assertThat(text(helm, "files", "0", "content"))
        .isEqualTo(
            """
            entries: [
              {description: "quiz:model=lab/m,max_train_instances=3", priority: 1}
            ]
            """);
    assertThat(text(byHarness("home-made", hyper, "0.55"), "known")).isEqualTo("false");
  }

  private static List<String> commandOf(String harness, Json hyper, String value)
      throws IOException, InterruptedException {
    return words(text(byHarness(harness, hyper, value), "commands", "0"));
  }

  private static JsonObject byHarness(String harness, Json hyper, String value) {
    return reproduction(
        evaluation(
            "lab/m",
            value,
            harness(harness, "1.0", unknown("not recorded")),
            settings(Json.of(3), Json.of(1), hyper),
            Person.result("quiz", value).build()));
  }

  @Test
  void theCommandPrintsThemAndWritesTheFiles() throws IOException {
    JsonObject answer = byHarness("helm", Json.object().put("temperature", 1).build(), "0.56");
    Ran ran =
        Ran.cli("reproduce", text(answer, "index"), "--from", service.uri("/"), "--dir", directory);
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("# to be filled in: instances of a scenario, at most\n")
        .contains("helm-run --conf-paths=run_entries.conf");
    assertThat(Files.readString(directory.resolve("run_entries.conf")))
        .isEqualTo(text(answer, "files", "0", "content"));
  }

  @Test
  void whatIsNoEvaluationCannotBeRepeated() {
    assertThat(problem(service.get("/v1/entries/0/reproduce")))
        .isEqualTo("404 /problems/not-found");
    assertThat(problem(service.get("/v1/entries/9999/reproduce")))
        .isEqualTo("404 /problems/not-found");
    assertThat(problem(service.get("/v1/entries/x/reproduce")))
        .isEqualTo("400 /problems/bad-request");
    assertThat(Ran.cli("reproduce", "0", "--from", service.uri("/")).exit()).isEqualTo(1);
    assertThat(Ran.cli("reproduce", "x", "--from", service.uri("/")).exit()).isEqualTo(2);
  }
}
