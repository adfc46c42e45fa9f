package org.evalledger.log;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/** The ledger that this service is a mirror of; there is none in a ledger itself. */
@Singleton
@Requires(property = "evalledger.mirror.of")
public final class Upstream {
  private final String url;
  private final String serviceKeys;

  /** Set by the thread that follows, read by those that answer. */
  private volatile State state = new Current();

  Upstream(
      @Property(name = "evalledger.mirror.of") String url,
      @Property(name = "evalledger.mirror.service.keys") String serviceKeys) {
    this.url = url;
    this.serviceKeys = serviceKeys;
  }

  /** How the mirror stands to its ledger. */
  public sealed interface State {}

  /** All that the ledger's newest checkpoint covers was verified and is here. */
  public record Current() implements State {}

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
  public State state() {
    return state;
  }

  /** Tells how it stands now. */
  public void is(State now) {
    state = now;
  }
}
