package org.evalledger.database;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.BeanContext;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.event.BeanInitializedEventListener;
import io.micronaut.context.event.BeanInitializingEvent;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Opens the database when something first asks for it, and points the pool at it. */
@Factory
final class DatabaseFactory {
  private static final Duration LAST_REQUESTS = Duration.ofSeconds(30);

  @Singleton
  @Bean(preDestroy = "close")
  Database database(DatabaseConfiguration configuration, BeanContext context) {
    var database = Database.open(configuration.location());
    if (database.serverPid().isPresent()) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> closeAtEnd(database, context)));
    }
    return database;
  }

  /**
   * Where a server of ours answers requests, its own hook is about to close the context, after the
   * last request; until then the database has to stay. A command that was interrupted has nobody
   * else to close it.
   */
  private static void closeAtEnd(Database database, BeanContext context) {
    try {
      Waiting.until(LAST_REQUESTS, () -> !answers(context));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    database.close();
  }

  private static boolean answers(BeanContext context) {
    return context.getActiveBeanRegistrations(EmbeddedServer.class).stream()
        .anyMatch(server -> server.getBean().isRunning());
  }
}

/**
 * Fills in the address of the datasource {@code default} before its pool is made. So the pool, its
 * transactions, its health and its metrics are Micronaut's own, and none of them can see a database
 * that is not there or not migrated.
 */
@Singleton
final class PoolAddress implements BeanInitializedEventListener<DatasourceConfiguration> {
  private final BeanProvider<Database> database;

  PoolAddress(BeanProvider<Database> database) {
    this.database = database;
  }

  @Override
  public DatasourceConfiguration onInitialized(
      BeanInitializingEvent<DatasourceConfiguration> event) {
    var configuration = event.getBean();
    var address = database.get().address();
    configuration.setUrl(address.url());
    if (!address.user().isEmpty()) configuration.setUsername(address.user());
    if (!address.password().isEmpty()) configuration.setPassword(address.password());
    return configuration;
  }
}
