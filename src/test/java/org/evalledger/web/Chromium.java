package org.evalledger.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** The system's Chromium, started once for all classes of tests that look at pages. */
public final class Chromium implements BeforeAllCallback {
  /** Where it may be; the first that is there is taken. */
  private static final List<String> PLACES =
      List.of(
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

  private @Nullable Browser browser;

  /** What is stopped at the end of the run. */
  private record Started(Playwright playwright, Browser browser) implements AutoCloseable {
    static Started now() {
      var playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      var options =
          new BrowserType.LaunchOptions()
              .setExecutablePath(executable())
              .setArgs(List.of("--no-sandbox", "--force-color-profile=srgb"));
      return new Started(playwright, playwright.chromium().launch(options));
    }

    @Override
    public void close() {
      playwright.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    browser =
        context
            .getRoot()
            .getStore(Namespace.create(Chromium.class))
            .getOrComputeIfAbsent(Started.class, key -> Started.now(), Started.class)
            .browser();
  }

  private static Path executable() {
    return found()
        .or(Chromium::installed)
        .orElseThrow(
            () ->
                new AssertionError(
                    "Pages are tested in a real Chromium, and none is here: install it (Debian:"
                        + " apt-get install chromium) or name it in EVALLEDGER_CHROMIUM."));
  }

  private static Optional<Path> found() {
    @Nullable String named = System.getenv("EVALLEDGER_CHROMIUM");
    return Stream.concat(Stream.ofNullable(named), PLACES.stream())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** On a Debian that runs as root, as in a container, the missing package is installed. */
  private static Optional<Path> installed() {
    boolean may =
        "root".equals(System.getProperty("user.name"))
            && Files.isExecutable(Path.of("/usr/bin/apt-get"));
    if (!may) {
      return Optional.empty();
    }
    var install =
        new ProcessBuilder(
                "sh",
                "-c",
                "apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    install.environment().put("DEBIAN_FRONTEND", "noninteractive");
    try {
      Process running = install.start();
      if (!running.waitFor(10, TimeUnit.MINUTES)) {
        running.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return found();
  }

  /** The browser. */
  public Browser browser() {
    if (browser == null) {
      throw new IllegalStateException("register this extension with @RegisterExtension");
    }
    return browser;
  }
}
