package org.evalledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json.JsonObject;

/** The bundle check in JavaScript, run by Node, and what Java found in the words it has for it. */
public final class VerifyModule {
  /** Where the service takes it from. */
  public static final Path SOURCE = Path.of("src/main/resources/org/evalledger/http/verify.mjs");

  private VerifyModule() {}

  /**
   * What was found.
   *
   * @param holds whether the bundle does
   * @param complete whether WebCrypto knew every algorithm
   * @param findings {@code part:outcome} with spaces in between
   */
  public record Found(boolean holds, boolean complete, String findings) {
    private static Found read(String line) {
      String[] words = line.split(" ", 3);
      return new Found(Boolean.parseBoolean(words[0]), Boolean.parseBoolean(words[1]), words[2]);
    }

    /** The same of a report by Java, which knows every algorithm. */
    public static Found of(BundleReport report) {
      return new Found(report.holds(), report.complete(), VerifyModule.findings(report));
    }
  }

  /** What Node finds of each of {@code bundles}. */
  public static List<Found> check(Path module, List<Bytes> bundles, JsonObject options) {
    try {
      Path input = Files.createTempFile(Path.of("target"), "bundles-", ".txt");
      Files.write(input, bundles.stream().map(Bytes::base64).toList());
      List<String> printed =
          run(
              new ProcessBuilder(
                      "node",
                      "src/test/node/bundles.mjs",
                      module.toString(),
                      options.canonical().utf8())
                  .redirectInput(input.toFile()));
      Files.delete(input);
      return printed.stream().map(Found::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the WebCrypto of this Node generates keys of {@code algorithm}. */
  public static boolean knows(String algorithm) {
    return run(new ProcessBuilder(
            "node",
            "-e",
            "crypto.subtle.generateKey({name:'%s'},false,['sign','verify'])".formatted(algorithm)
                + ".then(() => console.log(true), () => console.log(false))"))
        .equals(List.of("true"));
  }

  private static List<String> run(ProcessBuilder node) {
    try {
      Process process = node.redirectError(ProcessBuilder.Redirect.INHERIT).start();
      List<String> printed =
          new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
      if (process.waitFor() != 0) {
        throw new AssertionError("node ends with " + process.exitValue());
      }
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String findings(BundleReport report) {
    return report.lines().stream()
        .map(line -> word(line.part()) + ":" + word(line.outcome()))
        .collect(Collectors.joining(" "));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
