package org.evalledger.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.evalledger.bytes.Bytes;
import org.evalledger.harness.BuiltInBenchmarks;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonNumber;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.signing.Algorithm;
import org.evalledger.signing.Jws;
import org.evalledger.signing.SigningKey;
import org.evalledger.signing.Typ;

/**
 * Statements to measure with: evaluations of many models on the built-in benchmarks, by several
 * submitters, each with its own signature, filled up with prompt text to the wanted size.
 */
final class BenchStatements {
  private static final int SUBMITTERS = 16;
  private static final List<String> BENCHMARKS =
      List.of("piqa", "winogrande", "arc_easy", "arc_challenge", "sciq", "hellaswag", "gsm8k");

  private final String origin;
  private final int results;
  private final int size;
  private final List<SigningKey> keys;
  private final List<String> benchmarks;
  private final Instant issuedAt;

  /**
   * @param origin of the ledger they are for
   * @param results a statement has
   * @param size of an envelope in bytes
   */
  BenchStatements(String origin, int results, int size, Instant issuedAt) {
    this.origin = origin;
    this.results = results;
    this.size = size;
    this.issuedAt = issuedAt;
    this.keys =
        IntStream.range(0, SUBMITTERS)
            .mapToObj(i -> SigningKey.generate(Algorithm.ED25519))
            .toList();
    this.benchmarks =
        BuiltInBenchmarks.load().documents().stream()
            .map(document -> text(document, "benchmark"))
            .filter(BENCHMARKS::contains)
            .toList();
  }

  private static String text(JsonObject document, String member) {
    return document.get(member) instanceof JsonString(var text) ? text : "";
  }

  /** Who submits, and with which key. */
  List<SigningKey> keys() {
    return keys;
  }

  static String submitter(int number) {
    return "bench-" + number;
  }

  /** Envelopes {@code from} to {@code to}, no two alike, signed on all cores. */
  List<Bytes> signed(int from, int to) {
    return IntStream.range(from, to).parallel().mapToObj(this::signed).toList();
  }

  private Bytes signed(int number) {
    int submitter = number % SUBMITTERS;
    JsonObject bare = statement(number, submitter, "");
    // Base64url makes four characters of three bytes; header and signature take about 220.
    int missing = (size - 220) * 3 / 4 - bare.canonical().length();
    JsonObject full = statement(number, submitter, "x".repeat(Integer.max(0, missing)));
    return Jws.compact(Typ.STATEMENT, full.canonical(), keys.get(submitter));
  }

  private JsonObject statement(int number, int submitter, String prompt) {
    var random = new Random(number);
    double parameters = Math.pow(2, random.nextDouble(-3, 7));
    return new KeyStatements(origin, submitter(submitter), issuedAt)
        .statement("evaluation")
        .put("model", model(number, Math.round(parameters * 1e9)))
        .put("run", run("a benchmark"))
        .put("settings", settings(prompt))
        .put("results", Json.of(results(random, parameters)))
        .build();
  }

  private static Json model(int number, long parameters) {
    return Json.object()
        .put("id", "bench-models/model-" + number)
        .put("revision", "main")
        .put("parameters", parameters)
        .build();
  }

  /** A run of the usual harness, on hardware that is not told because of {@code why}. */
  static Json run(String why) {
    return Json.object()
        .put(
            "harness",
            Json.object()
                .put("name", "lm-evaluation-harness")
                .put("version", "0.4.8")
                .put("revision", "0000000")
                .build())
        .put("hardware", Json.object().put("unknown", why).build())
        .build();
  }

  private static Json settings(String prompt) {
    return Json.object()
        .put(
            "s",
            Json.object()
                .put("shots", 5)
                .put("seed", 1234)
                .put("promptTemplate", Json.object().put("text", prompt).build())
                .put("hyperparameters", Json.object().put("temperature", 0).build())
                .build())
        .build();
  }

  /** Values that grow with size and scatter about it, as whole counts of 1,000 items. */
  private List<Json> results(Random random, double parameters) {
    var all = new ArrayList<Json>();
    double skill =
        0.35 + 0.05 * (Math.log(parameters) / Math.log(2)) + random.nextGaussian() * 0.03;
    for (int i = 0; i < results; i++) {
      long right = Math.round(1_000 * Math.clamp(skill + random.nextGaussian() * 0.03, 0.05, 0.99));
      String benchmark = benchmarks.get(i % benchmarks.size());
      var result =
          Json.object()
              .put("benchmark", benchmark)
              .put("benchmarkVersion", "1")
              .put("metric", benchmark.equals("gsm8k") ? "exact_match" : "acc")
              .put("filter", "none")
              .put("value", new JsonNumber("%d.%03d".formatted(right / 1_000, right % 1_000)))
              .put("samples", 1_000)
              .put("settings", "s");
      if (i >= benchmarks.size()) {
        result.put("variant", "v" + i / benchmarks.size());
      }
      all.add(result.build());
    }
    return all;
  }
}
