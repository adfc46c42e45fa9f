package org.evalledger.access;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The identity provider: what it says of itself, asked at most once an hour, and its keys. Keys are
 * asked for again when a token names one that is not known, though only now and then, so that
 * strangers cannot make this service ask without end.
 */
@Singleton
@Requires(bean = Relying.class)
final class Provider {
  private static final Duration METADATA_LASTS = Duration.ofHours(1);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final long KEYS_LAST_MILLIS = Duration.ofMinutes(15).toMillis();
  private static final long KEYS_PATIENCE_MILLIS = Duration.ofSeconds(10).toMillis();

  private final Relying relying;
  private final ProviderConnection connection;
  private final Clock clock;

  /** Guarded by this object's monitor. */
  private @Nullable Known known;

  /** Guarded by this object's monitor; nothing is asked before it. */
  private Instant notBefore = Instant.MIN;

  /**
   * What is known.
   *
   * @param metadata what it says of itself
   * @param keys its keys, asked for when needed
   * @param until when it is asked again
   */
  private record Known(ProviderMetadata metadata, JWKSource<SecurityContext> keys, Instant until) {}

  Provider(Relying relying, ProviderConnection connection, Clock clock) {
    this.relying = relying;
    this.connection = connection;
    this.clock = clock;
  }

  /**
   * What it says of itself.
   *
   * @throws ProviderGoneException when it does not answer
   */
  ProviderMetadata metadata() {
    return known().metadata();
  }

  JWKSource<SecurityContext> keys() {
    return known().keys();
  }

  private synchronized Known known() {
    Instant now = clock.instant();
    Known before = known;
    if (before != null && now.isBefore(before.until())) {
      return before;
    }
    if (now.isBefore(notBefore)) {
      return lastWord(before, null);
    }
    try {
      Known fresh = ask(before, now);
      known = fresh;
      return fresh;
    } catch (IOException e) {
      notBefore = now.plus(PAUSE);
      return lastWord(before, e);
    }
  }

  /** What it said before still holds while it does not answer. */
  private static Known lastWord(@Nullable Known before, @Nullable IOException failure) {
    if (before != null) {
      return before;
    }
    throw failure == null
        ? new ProviderGoneException("it failed a moment ago")
        : new ProviderGoneException(String.valueOf(failure.getMessage()), failure);
  }

  private Known ask(@Nullable Known before, Instant now) throws IOException {
    String issuer = relying.issuer().toString();
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    ProviderMetadata metadata =
        ProviderMetadata.read(
            connection.get(URI.create(base + "/.well-known/openid-configuration")),
            relying.issuer());
    // Whoever keeps the address keeps the keys, and with them how often they may be asked for.
    JWKSource<SecurityContext> keys =
        before != null && before.metadata().keys().equals(metadata.keys())
            ? before.keys()
            : source(metadata.keys());
    return new Known(metadata, keys, now.plus(METADATA_LASTS));
  }

  private JWKSource<SecurityContext> source(URI keys) throws IOException {
    return JWKSourceBuilder.create(keys.toURL(), connection)
        .cache(KEYS_LAST_MILLIS, KEYS_PATIENCE_MILLIS)
        .refreshAheadCache(false)
        .rateLimited(true)
        .build();
  }
}
