package org.evalledger.harness;

import java.util.List;
import java.util.Optional;
import org.evalledger.harness.Conversion.Unreadable;
import org.evalledger.harness.Conversion.Unrecognised;
import org.evalledger.json.Json.JsonObject;

/** Turns output files of harnesses into statements; tells the format by the content. */
public final class Importer {
  /**
   * Another one reads more, or reads otherwise, so that files once read are worth reading again.
   */
  public static final int EDITION = 1;

  /** Names of what wrote the files that are read here. */
  public static final List<String> FORMATS =
      List.of(
          "lm-eval",
          "evalplus",
          "helm",
          "lighteval",
          "big-bench",
          "every-eval-ever",
          "inspect",
          "hub");

  private final List<Named> formats;

  /** A format, by the name of what writes it. */
  private record Named(String name, HarnessFormat format) {}

  /**
   * What came of reading a file, and in which format it is.
   *
   * @param format one of {@link #FORMATS}; empty when none takes the file for its own
   * @param conversion what came of it
   */
  public record Imported(Optional<String> format, Conversion conversion) {
    private static Imported none(Conversion conversion) {
      return new Imported(Optional.empty(), conversion);
    }
  }

  /**
   * An importer that knows the built-in benchmarks and those of a ledger.
   *
   * @param registered members or facts of its {@code benchmark} statements, as registered
   */
  public Importer(List<JsonObject> registered) {
    this(BuiltInBenchmarks.load().with(registered));
  }

  /** An importer that resolves names of benchmarks by {@code benchmarks}. */
  public Importer(BuiltInBenchmarks benchmarks) {
    var registered = new RegisteredBenchmarks(benchmarks.documents());
    var hub = new HubBenchmarks(registered);
    this.formats =
        List.of(
            new Named("lm-eval", new LmEvalSamples()),
            new Named("lm-eval", new LmEvalResults(benchmarks)),
            new Named("lighteval", new LightevalResults(benchmarks)),
            new Named("helm", new HelmRun(benchmarks)),
            new Named("evalplus", new EvalPlusResults(benchmarks)),
            new Named("evalplus", new EvalPlusLeaderboard(benchmarks)),
            new Named("evalplus", new EvalPerfResults(benchmarks)),
            new Named("big-bench", new BigBenchScores(benchmarks)),
            new Named("big-bench", new BbhMetrics(benchmarks)),
            new Named("big-bench", new BbhOutputs()),
            new Named("every-eval-ever", new EveryEvalRecords(benchmarks, registered)),
            new Named("inspect", new InspectLogs(benchmarks, registered)),
            new Named("hub", new HubResults(registered, hub)),
            new Named("hub", new ModelIndex(benchmarks, registered, hub)));
  }

  /** What {@code file} holds, said by {@code provenance} and mended by {@code overrides}. */
  public Conversion convert(HarnessFile file, Provenance provenance, Overrides overrides) {
    return read(file, provenance, overrides).conversion();
  }

  /** The same, with the format. */
  public Imported read(HarnessFile file, Provenance provenance, Overrides overrides) {
    String start = firstCharacters(file);
    if (start.isEmpty()) {
      return Imported.none(new Unreadable("The file is empty."));
    }
    for (Named named : formats) {
      Optional<Conversion> conversion = named.format().convert(file, provenance, overrides);
      if (conversion.isPresent()) {
        return new Imported(Optional.of(named.name()), conversion.get());
      }
    }
    boolean json = start.startsWith("{") || start.startsWith("[");
    if (json && file.json() instanceof LooseJson.NotJson(boolean endedEarly, String detail)) {
      return Imported.none(new Unreadable(detail));
    }
    return Imported.none(
        new Unrecognised(
            start.startsWith("<")
                ? "This is a web page, not a results file; fetch the raw file instead."
                : "This is not the output of a harness known here."));
  }

  private static String firstCharacters(HarnessFile file) {
    int end = Math.min(file.content().length(), 1_000);
    return file.content().slice(0, end).utf8().strip();
  }
}
