package org.evalledger.submission;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** Whether submissions can become entries: without the sequencer's thread none ever would. */
@Singleton
@Requires(property = "evalledger.origin")
record SequencerHealth(Sequencer sequencer) implements HealthIndicator {
  @Override
  public Publisher<HealthResult> getResult() {
    HealthStatus status = sequencer.isAlive() ? HealthStatus.UP : HealthStatus.DOWN;
    return Publishers.just(HealthResult.builder("sequencer", status).build());
  }
}
