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

  /** The findings on each of {@code bundles}: {@code part:outcome} with spaces in between. */
  public static List<String> check(Path module, List<Bytes> bundles, JsonObject options) {
    try {
      Path input = Files.createTempFile(Path.of("target"), "bundles-", ".txt");
      Files.write(input, bundles.stream().map(Bytes::base64).toList());
      Process process =
          new ProcessBuilder(
                  "node",
                  "src/test/node/bundles.mjs",
                  module.toString(),
                  options.canonical().utf8())
              .redirectInput(input.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      List<String> printed =
          new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
      if (process.waitFor() != 0) {
        throw new AssertionError("node ends with " + process.exitValue());
      }
      Files.delete(input);
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The same of a report by Java. */
  public static String findings(BundleReport report) {
    return report.lines().stream()
        .map(line -> word(line.part()) + ":" + word(line.outcome()))
        .collect(Collectors.joining(" "));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
