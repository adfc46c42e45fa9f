package org.evalledger.review;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.evalledger.bytes.Bytes;

/**
 * What a report without a signature costs: work, and one of the few challenges that a client gets.
 * One is good for one report within the hour.
 */
@Singleton
public final class ReportChallenges {
  /** Challenges that one client gets within an hour, at most. */
  public static final int MAX_PER_CLIENT = 10;

  /** Challenges within an hour, at most. */
  static final int MAX_KEPT = 100_000;

  /** Characters of a nonce, at most. */
  private static final int MAX_NONCE = 64;

  private static final Duration KEPT = Duration.ofHours(1);

  private final ReportChallengeRepository repository;
  private final Clock clock;
  private final boolean open;
  private final int bits;
  private final SecureRandom random = new SecureRandom();

  ReportChallenges(
      ReportChallengeRepository repository,
      Clock clock,
      @Property(name = "evalledger.anonymous.reports", defaultValue = "false") boolean open,
      @Property(name = "evalledger.anonymous.reports.bits", defaultValue = "20") int bits) {
    this.repository = repository;
    this.clock = clock;
    this.open = open;
    this.bits = bits;
  }

  /** Whether reports without a signature are taken at all. */
  public boolean open() {
    return open;
  }

  /** What asking for a challenge came to. */
  public sealed interface Asked {
    /**
     * It is there.
     *
     * @param challenge the puzzle
     */
    record Given(ReportChallenge challenge) implements Asked {}

    /**
     * The client had its share.
     *
     * @param retryAfter until one of them is forgotten
     */
    record TooMany(Duration retryAfter) implements Asked {}

    /** All clients together had what is kept. */
    record Full() implements Asked {}
  }

  /** A new challenge for {@code client}. */
  public Asked ask(String client) {
    Instant now = clock.instant();
    repository.forgetExpired(now);
    if (repository.count(MAX_KEPT) >= MAX_KEPT) {
      return new Asked.Full();
    }
    var bytes = new byte[16];
    random.nextBytes(bytes);
    String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant expiresAt = now.plus(KEPT);
    // Each time that another was faster, one place more is taken.
    for (int i = 0; i < MAX_PER_CLIENT; i++) {
      if (repository.insert(challenge, client, MAX_PER_CLIENT, expiresAt) == 1) {
        return new Asked.Given(new ReportChallenge(challenge, bits, expiresAt));
      }
    }
    Duration wait =
        repository.firstExpiry(client).map(first -> Duration.between(now, first)).orElse(KEPT);
    return new Asked.TooMany(wait.plusSeconds(1));
  }

  /** Whether {@code nonce} solves {@code challenge} for that entry; it is used up then. */
  public boolean solves(String challenge, String nonce, long index) {
    return nonce.length() <= MAX_NONCE
        && challenge.length() <= MAX_NONCE
        && zeroBits(challenge, nonce, index) >= bits
        && repository.use(challenge, clock.instant()) == 1;
  }

  /** Makes a challenge good again whose report was not taken: the work for it is done. */
  public void giveBack(String challenge) {
    repository.giveBack(challenge);
  }

  /** How many zero bits the digest begins with, of its first 64. */
  static int zeroBits(String challenge, String nonce, long index) {
    Bytes digest = Bytes.ofUtf8(challenge + "." + index + "." + nonce).sha256().bytes();
    long first = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      first = (first << Byte.SIZE) | (digest.at(i) & 0xff);
    }
    return Long.numberOfLeadingZeros(first);
  }
}
