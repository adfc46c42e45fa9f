package org.evalledger.log;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The ledger that this service is a mirror of; there is none in a ledger itself. */
@Singleton
@Requires(property = "evalledger.mirror.of")
public final class Upstream {
  private final String url;
  private final String serviceKeys;

  /** Set by the thread that follows, read by those that answer. */
  private volatile Standing standing;

  Upstream(
      @Property(name = "evalledger.mirror.of") String url,
      @Property(name = "evalledger.mirror.service.keys") String serviceKeys,
      Clock clock) {
    this.url = url;
    this.serviceKeys = serviceKeys;
    this.standing =
        new Standing(
            new Away("it was not asked yet"), clock.instant(), Optional.empty(), Optional.empty());
  }

  /** How the mirror stands to its ledger. */
  public sealed interface State {}

  /** All that the ledger's newest checkpoint covers was verified and is here. */
  public record Current() implements State {}

  /**
   * The ledger shows an older head than the mirror knows, as a cache may, or somebody who hides
   * what came since; the mirror stays where it is.
   *
   * @param shown how many entries that head has
   * @param known how many the mirror has verified
   */
  public record Behind(long shown, long known) implements State {}

  /**
   * The ledger does not answer; the mirror stays where it is and tries again.
   *
   * @param reason a sentence
   */
  public record Away(String reason) implements State {}

  /**
   * The ledger gives what the mirror refuses; it stays where it is.
   *
   * @param reason a sentence
   */
  public record Refused(String reason) implements State {}

  /**
   * How the mirror stands to its ledger, and since when.
   *
   * @param state how it stands
   * @param started when the mirror began to look
   * @param lastGoodLook when the ledger's newest head was seen last and all of it was here; empty
   *     while it never was
   * @param lastAdvance when entries came last; empty while none ever did
   */
  public record Standing(
      State state, Instant started, Optional<Instant> lastGoodLook, Optional<Instant> lastAdvance) {
    Standing with(State now, Instant time) {
      return new Standing(
          now, started, now instanceof Current ? Optional.of(time) : lastGoodLook, lastAdvance);
    }
  }

  /** Address of the ledger. */
  public String url() {
    return url;
  }

  /**
   * Public JWKs, a JSON array as text, of the keys with which the ledger's service signs receipts.
   */
  public String serviceKeys() {
    return serviceKeys;
  }

  /** How the mirror stands to its ledger. */
  public Standing standing() {
    return standing;
  }

  /** Tells how it stands as of {@code time}; for the thread that follows. */
  public void is(State now, Instant time) {
    standing = standing.with(now, time);
  }

  /** Tells when entries came; for the thread that follows. */
  public void advanced(Instant time) {
    standing =
        new Standing(
            standing.state(), standing.started(), standing.lastGoodLook(), Optional.of(time));
  }
}
