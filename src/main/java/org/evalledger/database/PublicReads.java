package org.evalledger.database;

import io.micronaut.aop.InterceptorBean;
import io.micronaut.aop.MethodInterceptor;
import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs what is marked as {@link PublicRead}, within its limits. */
@Singleton
@InterceptorBean(PublicRead.class)
final class PublicReads implements MethodInterceptor<Object, Object> {
  private final Transactions transactions;
  private final Duration patience;
  private final Semaphore connections;

  PublicReads(
      Transactions transactions,
      @Property(name = "evalledger.read.timeout", defaultValue = "5s") Duration patience,
      @Property(name = "evalledger.read.connections", defaultValue = "12") int connections) {
    this.transactions = transactions;
    this.patience = patience;
    this.connections = new Semaphore(connections, true);
  }

  @Override
  public @Nullable Object intercept(MethodInvocationContext<Object, Object> context) {
    if (!isAdmitted()) {
      throw new ReadTooLongException();
    }
    try {
      return transactions.bounded(patience, context::proceed);
    } finally {
      connections.release();
    }
  }

  private boolean isAdmitted() {
    try {
      return connections.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
