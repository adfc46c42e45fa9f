package org.evalledger.http;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.evalledger.log.Upstream;
import org.reactivestreams.Publisher;

/**
 * How a mirror stands to its ledger, at {@code /health}. It is down when it refuses the ledger, and
 * when it has seen nothing good or nothing new of it for long: an old head shown again and again
 * looks like a quiet ledger.
 */
@Singleton
@Requires(bean = Upstream.class)
final class MirrorHealth implements HealthIndicator {
  private final Upstream upstream;
  private final Clock clock;
  private final Duration away;
  private final Duration still;

  /**
   * @param away without a good look for longer, it is down; zero for never
   * @param still without a new entry for longer, it is down; zero for never
   */
  MirrorHealth(
      Upstream upstream,
      Clock clock,
      @Property(name = "evalledger.mirror.away", defaultValue = "15m") Duration away,
      @Property(name = "evalledger.mirror.still", defaultValue = "7d") Duration still) {
    this.upstream = upstream;
    this.clock = clock;
    this.away = away;
    this.still = still;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    Upstream.Standing standing = upstream.standing();
    Instant now = clock.instant();
    Instant looked = standing.lastGoodLook().orElse(standing.started());
    Instant advanced = standing.lastAdvance().orElse(standing.started());
    boolean down =
        standing.state() instanceof Upstream.Refused
            || isLonger(Duration.between(looked, now), away)
            || isLonger(Duration.between(advanced, now), still);
    var details = new LinkedHashMap<String, Object>();
    details.put("of", upstream.url());
    details.put("state", words(standing.state()));
    tell(details, "lastGoodLook", standing.lastGoodLook(), now);
    tell(details, "lastAdvance", standing.lastAdvance(), now);
    return Publishers.just(
        HealthResult.builder("mirror", down ? HealthStatus.DOWN : HealthStatus.UP)
            .details(details)
            .build());
  }

  private static boolean isLonger(Duration span, Duration limit) {
    return !limit.isZero() && span.compareTo(limit) > 0;
  }

  private static String words(Upstream.State state) {
    return switch (state) {
      case Upstream.Current current -> "follows";
      case Upstream.Behind(long shown, long known) ->
          "is ahead: the ledger shows %d entries, %d are known here".formatted(shown, known);
      case Upstream.Away(var reason) -> "is behind: " + reason;
      case Upstream.Refused(var reason) -> "refuses: " + reason;
    };
  }

  private static void tell(
      Map<String, Object> details, String what, Optional<Instant> time, Instant now) {
    details.put(what, time.map(Instant::toString).orElse("never"));
    time.ifPresent(
        then -> details.put(what + "AgeSeconds", Duration.between(then, now).toSeconds()));
  }
}
