package org.evalledger.web;

import java.net.URI;
import java.sql.SQLException;
import org.evalledger.database.TestDatabase;
import org.evalledger.story.RunningService;
import org.evalledger.web.Visit.Look;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A ledger with {@value #MODELS} entries of a real board and a browser before it, opened once for
 * all classes that only look at it; what writes opens a {@link RunningService} of its own:
 *
 * <pre>{@code
 * @RegisterExtension static final BoardSite SITE = new BoardSite();
 * }</pre>
 */
public final class BoardSite implements BeforeAllCallback {
  private static final int MODELS = 150;

  private final Chromium chromium = new Chromium();
  private @Nullable Filled filled;

  /** What is stopped at the end of the run. */
  private record Filled(RunningService service) implements AutoCloseable {
    static Filled now(ExtensionContext context) {
      try {
        var database = new TestDatabase();
        database.beforeAll(context);
        var service = RunningService.open(database);
        Board.fill(service, MODELS);
        return new Filled(service);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      service.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    chromium.beforeAll(context);
    filled =
        context
            .getRoot()
            .getStore(Namespace.create(BoardSite.class))
            .getOrComputeIfAbsent(Filled.class, key -> Filled.now(context), Filled.class);
  }

  /** The service; nothing is sent to it. */
  RunningService service() {
    if (filled == null) {
      throw new IllegalStateException("register this extension with @RegisterExtension");
    }
    return filled.service();
  }

  /** Somebody in front of it. */
  Visit visit(Look look) {
    return new Visit(chromium.browser(), home(), look);
  }

  /** Somebody whose browser runs no script. */
  Visit withoutScript() {
    return Visit.withoutScript(chromium.browser(), home());
  }

  /** As {@link Visit#checkInEveryLook}. */
  void checkInEveryLook(String name, String path, int status) {
    Visit.checkInEveryLook(chromium.browser(), home(), name, path, status);
  }

  private URI home() {
    return service().uri("/");
  }
}
