package org.evalledger.database;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.event.BeanInitializedEventListener;
import io.micronaut.context.event.BeanInitializingEvent;
import jakarta.inject.Singleton;

/** Opens the database when something first asks for it, and points the pool at it. */
@Factory
final class DatabaseFactory {
  @Singleton
  @Bean(preDestroy = "close")
  Database database(DatabaseConfiguration configuration) {
    return Database.open(configuration.location());
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
