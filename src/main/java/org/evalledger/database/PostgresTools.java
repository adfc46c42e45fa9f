package org.evalledger.database;

import com.sun.security.auth.module.UnixSystem;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs PostgreSQL's programs. PostgreSQL refuses to run as root; there every program runs in a user
 * namespace of its own ({@code unshare -U}), in which the user is nobody, while the files stay
 * root's.
 */
final class PostgresTools {
  private final Path home;
  private final List<String> asUser;
  private final List<String> asSession;

  private PostgresTools(Path home, List<String> asUser, List<String> asSession) {
    this.home = home;
    this.asUser = asUser;
    this.asSession = asSession;
  }

  static PostgresTools of(Path home, Platform platform) {
    // A session of its own keeps the terminal's interrupt from the server, which has to outlive the
    // service's last transactions.
    var asSession = platform.isLinux() && onPath("setsid") ? List.of("setsid") : List.<String>of();
    return new PostgresTools(home, isRoot() ? namespace(platform) : List.of(), asSession);
  }

  private static boolean isRoot() {
    return new UnixSystem().getUid() == 0;
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  private static List<String> namespace(Platform platform) {
    var wrapper = List.of("unshare", "-U");
    if (!platform.isLinux() || !namespaceWorks(wrapper)) {
      throw new DatabaseStartException(
          "PostgreSQL refuses to run as root and this system forbids user namespaces (unshare -U);"
              + " run the service as another user, or name a database with EVALLEDGER_JDBC_URL.");
    }
    return wrapper;
  }

  private static boolean namespaceWorks(List<String> wrapper) {
    try {
      var probe = command(wrapper, List.of("true")).redirectErrorStream(true).start();
      probe.getInputStream().readAllBytes();
      return probe.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Starts the server itself, as a child of this process, writing to {@code log}. */
  Process startServer(List<String> arguments, Path log) throws IOException {
    var wrapper = new ArrayList<>(asSession);
    wrapper.addAll(asUser);
    return command(wrapper, program("postgres", arguments))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Runs a program to its end and gives what it wrote; a failure is an exception that shows it. */
  String run(String name, List<String> arguments, Duration limit)
      throws IOException, InterruptedException {
    // Not a pipe: a server started or signalled by the program must not keep it open.
    var output = Files.createTempFile("evalledger-" + name, ".out");
    try {
      var process =
          command(asUser, program(name, arguments))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new IOException(name + " took longer than " + limit);
      }
      var text = Files.readString(output, StandardCharsets.UTF_8).strip();
      if (process.exitValue() != 0) {
        throw new IOException(name + " ended with " + process.exitValue() + ": " + text);
      }
      return text;
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private List<String> program(String name, List<String> arguments) {
    var all = new ArrayList<String>();
    all.add(home.resolve("bin").resolve(name).toString());
    all.addAll(arguments);
    return all;
  }

  private static ProcessBuilder command(List<String> wrapper, List<String> program) {
    var all = new ArrayList<>(wrapper);
    all.addAll(program);
    var builder = new ProcessBuilder(all);
    var environment = builder.environment();
    // PGPORT, PGDATA, PGTZ and their like would speak to the server behind our back.
    environment.keySet().removeIf(name -> name.startsWith("PG"));
    environment.put("LC_ALL", "C");
    return builder;
  }
}
