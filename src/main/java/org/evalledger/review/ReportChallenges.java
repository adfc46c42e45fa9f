package org.evalledger.review;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
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

  /** A new challenge; empty where {@code client} had too many within the hour, or all had. */
  public Optional<ReportChallenge> ask(String client) {
    Instant now = clock.instant();
    repository.forgetExpired(now);
    if (repository.countOfClient(client) >= MAX_PER_CLIENT || repository.count() >= MAX_KEPT) {
      return Optional.empty();
    }
    var bytes = new byte[16];
    random.nextBytes(bytes);
    String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant expiresAt = now.plus(KEPT);
    repository.insert(challenge, client, expiresAt);
    return Optional.of(new ReportChallenge(challenge, bits, expiresAt));
  }

  /** Whether {@code nonce} solves {@code challenge} for that entry, for the first time. */
  public boolean solves(String challenge, String nonce, long index) {
    return nonce.length() <= MAX_NONCE
        && challenge.length() <= MAX_NONCE
        && zeroBits(challenge, nonce, index) >= bits
        && repository.use(challenge, clock.instant()) == 1;
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
