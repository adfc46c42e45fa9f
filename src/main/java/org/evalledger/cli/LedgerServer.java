package org.evalledger.cli;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.evalledger.Application;
import org.evalledger.database.DatabaseStartException;
import org.jspecify.annotations.Nullable;

/**
 * The service inside this process. It ends with the process, in order: a shutdown hook stops it,
 * and waits for a start that is under way.
 */
final class LedgerServer implements AutoCloseable {
  private final ApplicationContext context;

  /** Set under this object's monitor; after that nothing is started any more. */
  private volatile boolean closed;

  private LedgerServer(Map<String, Object> properties, Object... parts) {
    // What the machine looks like must not decide how the service is configured.
    this.context =
        ApplicationContext.builder()
            .mainClass(Application.class)
            .deduceEnvironment(false)
            .properties(properties)
            .singletons(parts)
            .build();
  }

  /**
   * Opens the database and reads the log; nothing listens yet.
   *
   * @param parts of the service that no setting can bring up
   */
  static LedgerServer start(Map<String, Object> properties, Object... parts) {
    var server = new LedgerServer(properties, parts);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
    server.starting(server.context::start);
    return server;
  }

  /** Ends the command with a sentence when somebody else listens there. */
  static void requireFree(@Nullable InetAddress host, int port) {
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw CommandFailure.unreachable(
          "Port %d cannot be listened on (%s); name another with EVALLEDGER_PORT or --port."
              .formatted(port, e.getMessage()));
    }
  }

  /** Begins to listen. */
  void listen() {
    starting(() -> context.getBean(EmbeddedServer.class).start());
  }

  private synchronized void starting(Runnable start) {
    if (closed) {
      throw CommandFailure.finding("Stopped before it was started.");
    }
    try {
      start.run();
    } catch (RuntimeException e) {
      context.close();
      throw sentence(e).orElseThrow(() -> e);
    }
  }

  /** What a person can do something about, told in the words of whoever found it. */
  private static Optional<CommandFailure> sentence(RuntimeException failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<CommandFailure> sentence = sentenceOf(cause);
      if (sentence.isPresent()) {
        return sentence;
      }
    }
    return Optional.empty();
  }

  private static Optional<CommandFailure> sentenceOf(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return switch (cause) {
      case DatabaseStartException e -> Optional.of(CommandFailure.unreachable(message));
      case IllegalArgumentException e when message.contains("EVALLEDGER_") ->
          Optional.of(CommandFailure.usage(message));
      case IllegalStateException e when message.contains("EVALLEDGER_") ->
          Optional.of(CommandFailure.usage(message));
      default -> Optional.empty();
    };
  }

  /** One of the service's parts. */
  <T> T get(Class<T> type) {
    return context.getBean(type);
  }

  boolean isClosed() {
    return closed;
  }

  /** Waits until the process is told to end. */
  static void awaitTheEnd() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    context.close();
  }
}
