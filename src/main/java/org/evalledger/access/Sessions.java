package org.evalledger.access;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Browsers that are signed in. A session's id is 256 random bits that only the browser has; kept is
 * its digest, so that whoever reads the table is signed in nowhere.
 */
@Singleton
final class Sessions {
  /**
   * How long somebody is signed in, whatever is done meanwhile, and so how long the provider's word
   * of organisation and groups holds. Who is still signed in there just comes by again.
   */
  static final Duration LASTS = Duration.ofHours(1);

  /** Sessions of one person; older ones end. */
  static final int MAX_OF_PERSON = 20;

  private static final int ID_LENGTH = 43;

  private final SessionRepository repository;
  private final RoleRules rules;
  private final @Nullable Relying relying;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Sessions(SessionRepository repository, RoleRules rules, @Nullable Relying relying, Clock clock) {
    this.repository = repository;
    this.rules = rules;
    this.relying = relying;
    this.clock = clock;
  }

  /** 256 random bits in base64url. */
  String secret() {
    byte[] bits = new byte[32];
    random.nextBytes(bits);
    return Bytes.copyOf(bits).base64Url();
  }

  /** Signs {@code person} in; the id for the browser. */
  String open(Person person) {
    String id = secret();
    Instant now = clock.instant();
    String subject = person.subjectDigest().hex();
    repository.deleteExpired(now);
    repository.deleteOldest(subject, MAX_OF_PERSON - 1);
    repository.insert(
        digest(id),
        person.issuer(),
        subject,
        person.name(),
        person.organisation(),
        String.join("\n", person.grounds()),
        now.plus(LASTS));
    return id;
  }

  /** Who signed in under {@code id} at the provider of now, in the roles of this moment. */
  Optional<Caller.Visitor> find(String id) {
    if (relying == null || id.length() != ID_LENGTH) {
      return Optional.empty();
    }
    return repository.find(digest(id), relying.issuer().toString(), clock.instant()).stream()
        .findFirst()
        .map(SessionRow::person)
        .map(person -> new Caller.Visitor(person.with(rules.roles(person.grounds())), csrf(id)));
  }

  void end(String id) {
    repository.delete(digest(id));
  }

  /** Follows from the id, and tells nothing of it. */
  private static String csrf(String id) {
    return Bytes.ofUtf8("csrf " + id).sha256().bytes().base64Url();
  }

  private static String digest(String id) {
    return Bytes.ofUtf8(id).sha256().hex();
  }
}
