package org.evalledger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.signing.Algorithm;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.Jws;
import org.evalledger.signing.SigningKey;
import org.evalledger.signing.Typ;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures pages over a large ledger, each as a ratio to a static file in the same run. */
@Command(
    name = "pages",
    description =
        "Measure pages: a service of its own on a ledger of its own, filled with evaluations made"
            + " from real leaderboards, read over HTTP by this process; each kind of page beside a"
            + " static file in the same run.")
final class BenchPagesCommand implements Runnable {
  private static final int SUBMITTERS = 16;
  private static final int CONNECTIONS = 64;
  private static final int CHUNK = 500;
  private static final int ADDRESSES = 200;

  /** Above the numbers of all models that a ledger is filled with. */
  private static final int NEW = 1_000_000_000;

  private static final String STATIC = "static file";

  /** The first submitters own what these publish, so that some results are the makers' own. */
  private static final List<String> MAKERS =
      List.of("Qwen", "google", "meta-llama", "mistralai", "microsoft", "01-ai");

  @Option(names = "--results", description = "In the ledger, about (default: ${DEFAULT-VALUE}).")
  private int results = 100_000;

  @Option(names = "--readers", description = "At a time (default: ${DEFAULT-VALUE}).")
  private int readers = 1;

  @Option(names = "--seconds", description = "Measured time (default: ${DEFAULT-VALUE}).")
  private int seconds = 60;

  @Option(names = "--warm-up", description = "Seconds before that (default: ${DEFAULT-VALUE}).")
  private int warmUp = 30;

  @Option(
      names = "--appending",
      paramLabel = "N",
      description =
          "Statements that are submitted a second while the pages are measured (default:"
              + " ${DEFAULT-VALUE}).")
  private int appending;

  @Option(
      names = "--boards",
      paramLabel = "DIR",
      description = "Where the tables of real scores lie (default: ${DEFAULT-VALUE}).")
  private Path boards = Path.of("src", "test", "resources", "scores");

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "Keep the ledger there, and measure the one that is there already.")
  private @Nullable Path keep;

  @Mixin private Output output;

  BenchPagesCommand() {}

  @Override
  public void run() {
    try {
      Path directory = keep;
      if (directory != null) {
        Files.createDirectories(directory);
        bench(directory);
        return;
      }
      Path temporary = Files.createTempDirectory("evalledger-bench-");
      try {
        bench(temporary);
      } finally {
        BenchService.deleteTree(temporary);
      }
    } catch (IOException e) {
      throw CommandFailure.usage("The benchmark's files or answers failed: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.finding("Interrupted.");
    }
  }

  private void bench(Path directory) throws IOException, InterruptedException {
    Path keys = directory.resolve("keys");
    Path filled = directory.resolve("filled");
    if (!Files.exists(keys)) {
      Files.createDirectories(keys);
      for (int i = 0; i <= SUBMITTERS; i++) {
        UserFiles.write(
            keys.resolve(i + ".jwk"), SigningKey.generate(Algorithm.ED25519).toJwk().canonical());
      }
    }
    List<SigningKey> all =
        KeyFile.readAll(
            IntStream.rangeClosed(0, SUBMITTERS).mapToObj(i -> keys.resolve(i + ".jwk")).toList());
    List<SigningKey> signers = all.subList(1, all.size());
    BenchBoards made = BenchBoards.read(boards, SUBMITTERS);
    List<BenchBoards.Evaluation> wanted = made.evaluations(results);
    long begun = System.nanoTime();
    try (BenchService service = BenchService.start(directory, Map.of(), all.getFirst())) {
      output.note("listening after %.1f s".formatted((System.nanoTime() - begun) / 1e9));
      if (!Files.exists(filled)) {
        fill(service, directory, signers, wanted);
        Files.writeString(filled, results + " results\n");
      } else if (!Files.readString(filled).equals(results + " results\n")) {
        throw CommandFailure.usage(
            "%s holds a ledger of %s".formatted(directory, Files.readString(filled).strip()));
      }
      measure(service, signers, made, models(wanted));
    }
  }

  private void fill(
      BenchService service,
      Path directory,
      List<SigningKey> signers,
      List<BenchBoards.Evaluation> wanted)
      throws IOException, InterruptedException {
    service.open(directory, output);
    try (LedgerClient client = service.client(output)) {
      for (int i = 0; i < signers.size(); i++) {
        service.join(
            client,
            signers.get(i),
            BenchStatements.submitter(i),
            i < MAKERS.size() ? List.of(MAKERS.get(i)) : List.of());
      }
    }
    long begun = System.nanoTime();
    try (Progress progress = Progress.on(output)) {
      for (int from = 0; from < wanted.size(); from += CHUNK) {
        List<BenchBoards.Evaluation> some =
            wanted.subList(from, Integer.min(from + CHUNK, wanted.size()));
        List<Bytes> envelopes = some.parallelStream().map(one -> signed(one, signers)).toList();
        int refused = new BenchLoad(service.port(), envelopes).run(CONNECTIONS, 86_400).refused();
        if (refused > 0) {
          throw CommandFailure.finding(refused + " statements were refused.");
        }
        progress.show(from + some.size(), wanted.size(), "statements");
      }
    }
    output.note(
        "%,d results of %,d models in %,d statements, filled in %.0f s"
            .formatted(
                wanted.stream().mapToInt(BenchBoards.Evaluation::results).sum(),
                models(wanted).size(),
                wanted.size(),
                (System.nanoTime() - begun) / 1e9));
  }

  private static Bytes signed(BenchBoards.Evaluation one, List<SigningKey> signers) {
    var statement =
        new KeyStatements(
                BenchService.ORIGIN, BenchStatements.submitter(one.submitter()), Instant.now())
            .statement("evaluation");
    one.members().members().forEach(statement::put);
    return Jws.compact(Typ.STATEMENT, statement.build().canonical(), signers.get(one.submitter()));
  }

  private static List<String> models(List<BenchBoards.Evaluation> evaluations) {
    return evaluations.stream().map(BenchBoards.Evaluation::model).distinct().toList();
  }

  private void measure(
      BenchService service, List<SigningKey> signers, BenchBoards made, List<String> models)
      throws IOException, InterruptedException {
    var reading = new BenchReaders(service.port(), addresses(service, models));
    output.note("first visits");
    List<BenchReaders.Measured> once = reading.once();
    output.note("warming up for " + warmUp + " s");
    reading.together(readers, warmUp);
    output.note("measuring for " + seconds + " s");
    // In a kept ledger the ones of earlier runs have numbers of earlier times.
    int number = (int) (NEW + System.currentTimeMillis() / 100 % NEW);
    Iterator<SignedEnvelope> further =
        Stream.generate(made.more(number)::next)
            .map(one -> new SignedEnvelope(EnvelopeFormat.JOSE, signed(one, signers)))
            .iterator();
    try (var appender = new BenchAppender(service.client(output), further, appending)) {
      report(once, reading.together(readers, seconds), appender.accepted());
    }
  }

  /** Pages that are drawn at random, the same at each run. */
  private static Map<String, List<String>> addresses(BenchService service, List<String> models)
      throws IOException {
    var random = new Random(1);
    var addresses = new LinkedHashMap<String, List<String>>();
    try (var visit = new BenchVisit(service.port())) {
      String home = visit.get("/").text();
      int style = home.indexOf("/assets/evalledger-");
      addresses.put(STATIC, List.of(home.substring(style, home.indexOf('"', style))));
    }
    addresses.put("home", List.of("/"));
    addresses.put(
        "model", times(ADDRESSES, () -> "/models/" + models.get(random.nextInt(models.size()))));
    addresses.put("benchmark", benchmarks());
    addresses.put(
        "compare",
        times(
            ADDRESSES,
            () ->
                times(2 + random.nextInt(5), () -> models.get(random.nextInt(models.size())))
                    .stream()
                    .distinct()
                    .map(model -> "model=" + model)
                    .collect(Collectors.joining("&", "/compare?", ""))));
    int entries = Integer.max(models.size(), 1);
    addresses.put("entry", times(ADDRESSES, () -> "/entries/" + (100 + random.nextInt(entries))));
    return addresses;
  }

  private static List<String> times(int many, Supplier<String> one) {
    return IntStream.range(0, many).mapToObj(i -> one.get()).toList();
  }

  /** The popular ones, whole, further down, and filtered. */
  private static List<String> benchmarks() {
    var addresses = new ArrayList<String>();
    for (String benchmark : BenchBoards.benchmarks()) {
      for (String query : List.of("", "?page=3", "?relation=third-party", "?from=6&to=9")) {
        addresses.add("/benchmarks/" + benchmark + query);
      }
    }
    return addresses;
  }

  private void report(
      List<BenchReaders.Measured> once, List<BenchReaders.Measured> measured, int appended) {
    BenchReaders.Measured still = measured.getFirst();
    var lines = new ArrayList<String>();
    var rows = new ArrayList<Json>();
    lines.add(
        "%,d results; %d readers, warm-up %d s, measured %d s, %d statements appended meanwhile;"
                .formatted(results, readers, warmUp, seconds, appended)
            + " milliseconds, and times the static file's");
    lines.add(
        String.format(
            Locale.ROOT,
            "%-12s %7s  %-24s  %-24s  %-16s  %s",
            "page",
            "visits",
            "first byte p50 / p99",
            "whole page p50 / p99",
            "first visits p99",
            "KB page / all (files)"));
    for (int i = 0; i < measured.size(); i++) {
      BenchReaders.Measured one = measured.get(i);
      lines.add(
          String.format(
              Locale.ROOT,
              "%-12s %,7d  %5.1f /%6.1f (%4.1fx)   %5.1f /%6.1f (%4.1fx)   %7.1f           %5.1f /"
                  + " %5.1f (%d)",
              one.kind(),
              one.visits(),
              one.firstByteP50(),
              one.firstByteP99(),
              one.firstByteP50() / still.firstByteP50(),
              one.wholeP50(),
              one.wholeP99(),
              one.wholeP50() / still.wholeP50(),
              once.get(i).firstByteP99(),
              one.pageBytes() / 1e3,
              one.bytes() / 1e3,
              one.files()));
      rows.add(json(once.get(i), one, still));
    }
    output.print(
        Json.object()
            .put("results", results)
            .put("appended", appended)
            .put("pages", Json.of(rows))
            .build(),
        lines);
  }

  private static Json json(
      BenchReaders.Measured once, BenchReaders.Measured one, BenchReaders.Measured still) {
    return Json.object()
        .put("page", one.kind())
        .put("visits", one.visits())
        .put("firstByteP50Millis", decimal(one.firstByteP50()))
        .put("firstByteP99Millis", decimal(one.firstByteP99()))
        .put("firstByteRatio", decimal(one.firstByteP50() / still.firstByteP50()))
        .put("wholeP50Millis", decimal(one.wholeP50()))
        .put("wholeP99Millis", decimal(one.wholeP99()))
        .put("wholeRatio", decimal(one.wholeP50() / still.wholeP50()))
        .put("firstVisitP99Millis", decimal(once.firstByteP99()))
        .put("pageBytes", one.pageBytes())
        .put("bytes", one.bytes())
        .put("files", one.files())
        .build();
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
