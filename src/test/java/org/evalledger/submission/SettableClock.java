package org.evalledger.submission;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until a test moves it: in the past, so that it is nobody else's future.
 */
@Singleton
@Replaces(bean = Clock.class, factory = ClockFactory.class)
@Requires(property = SettableClock.PROPERTY)
public final class SettableClock extends Clock {
  /** A service that is started with it has this clock. */
  public static final String PROPERTY = "test.settable.clock";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-21T00:00:00Z"));

  /** Lets time go by. */
  public void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
