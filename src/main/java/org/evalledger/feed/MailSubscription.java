package org.evalledger.feed;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox that is told of something, or whose owner is asked whether it wants to be.
 *
 * @param id 32 hexadecimal digits, not to be guessed: who knows it may end it
 * @param address of the mailbox
 * @param scope what it is about, {@link MailScope#word}
 * @param name of the submitter or namespace; empty for cases
 * @param digest at-once or daily
 * @param expiresAt until when the owner may confirm; null once that happened
 * @param nextIndex entries before it were told, given up, or not wanted
 * @param nextNotice notices up to it were
 * @param attempts refused ones for the mail that is next
 * @param nextAttemptAt when it is tried again, at the earliest
 * @param givenUp mails that were
 */
@Introspected
record MailSubscription(
    String id,
    String address,
    String scope,
    String name,
    String digest,
    @Nullable Instant expiresAt,
    long nextIndex,
    long nextNotice,
    int attempts,
    Instant nextAttemptAt,
    long givenUp) {
  MailScope about() {
    return MailScope.of(scope);
  }

  boolean isDaily() {
    return digest.equals("daily");
  }

  /** Tells nothing of whose it is. */
  @Override
  public String toString() {
    return "mail subscription about " + scope;
  }
}
