package org.evalledger.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A second JVM that owns a server and writes to it, to be killed. */
final class ServiceProcess {
  private final Process process;
  private final BufferedReader output;
  private final TreeSet<Long> acknowledged = new TreeSet<>();

  private ServiceProcess(Process process) {
    this.process = process;
    this.output = process.inputReader();
  }

  /** What the second JVM runs: prints the postmaster's process id, then each number written. */
  public static void main(String[] arguments) {
    var properties = Map.<String, Object>of("evalledger.data.dir", arguments[0]);
    try (var context = DatabaseContext.run(properties)) {
      var database = context.getBean(Database.class);
      say(database.serverPid().orElseThrow());
      Numbers.write(database.address(), Long.parseLong(arguments[1]), ServiceProcess::say);
    }
  }

  private static void say(long number) {
    System.out.println(number);
    if (System.out.checkError()) throw new IllegalStateException("nobody listens any more");
  }

  /** Returns at once; {@link #awaitPostmaster} comes first of what is read. */
  static ServiceProcess start(Path home, long firstNumber) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        new ProcessBuilder(
            java,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ServiceProcess.class.getName(),
            home.toString(),
            Long.toString(firstNumber));
    return new ServiceProcess(command.redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  private String nextLine() throws IOException {
    var line = output.readLine();
    if (line == null) throw new IOException("the service ended early");
    return line;
  }

  long pid() {
    return process.pid();
  }

  /** Of the server that this service started. */
  ProcessHandle awaitPostmaster() throws IOException {
    return ProcessHandle.of(Long.parseLong(nextLine())).orElseThrow();
  }

  /** As Ctrl-C or a service manager asks it to end. */
  void terminate() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  void awaitAcknowledgements(int count) throws IOException {
    for (int i = 0; i < count; i++) acknowledged.add(Long.parseLong(nextLine()));
  }

  /** kill -9; the server it started lives on. Gives everything it had acknowledged. */
  Set<Long> kill() throws IOException, InterruptedException {
    // Through the handle: Process.destroyForcibly would close what the service has said.
    process.toHandle().destroyForcibly();
    process.waitFor();
    // The last line may have been cut off by the kill: without its line feed it was not said.
    var rest = new StringWriter();
    output.transferTo(rest);
    var said = rest.toString();
    said.substring(0, said.lastIndexOf('\n') + 1)
        .lines()
        .forEach(line -> acknowledged.add(Long.parseLong(line)));
    return acknowledged;
  }
}
