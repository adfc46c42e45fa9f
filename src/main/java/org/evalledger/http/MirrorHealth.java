package org.evalledger.http;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.util.Map;
import org.evalledger.log.Upstream;
import org.reactivestreams.Publisher;

/** How a mirror stands to its ledger, at {@code /health}: a mirror that refuses it is down. */
@Singleton
@Requires(bean = Upstream.class)
final class MirrorHealth implements HealthIndicator {
  private final Upstream upstream;

  MirrorHealth(Upstream upstream) {
    this.upstream = upstream;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Publishers.just(
        switch (upstream.state()) {
          case Upstream.Current current -> result(HealthStatus.UP, "follows");
          case Upstream.Away(var reason) -> result(HealthStatus.UP, "is behind: " + reason);
          case Upstream.Refused(var reason) -> result(HealthStatus.DOWN, "refuses: " + reason);
        });
  }

  private HealthResult result(HealthStatus status, String state) {
    return HealthResult.builder("mirror", status)
        .details(Map.of("of", upstream.url(), "state", state))
        .build();
  }
}
