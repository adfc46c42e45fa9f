package org.evalledger.access;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
  private static final Duration KEYS_LAST = Duration.ofMinutes(15);

  private final Relying relying;
  private final ProviderConnection connection;
  private final Remembered<ProviderMetadata> metadata;
  private final Remembered<JWKSet> keys;

  Provider(Relying relying, ProviderConnection connection, Clock clock) {
    this.relying = relying;
    this.connection = connection;
    this.metadata = new Remembered<>(clock, METADATA_LASTS, this::askMetadata);
    this.keys = new Remembered<>(clock, KEYS_LAST, this::askKeys);
  }

  /**
   * What it says of itself; what it said before still holds while it does not answer.
   *
   * @throws ProviderGoneException when it never answered
   */
  ProviderMetadata metadata() {
    try {
      return metadata.answer();
    } catch (ProviderGoneException e) {
      @Nullable ProviderMetadata before = metadata.last();
      if (before != null) {
        return before;
      }
      throw e;
    }
  }

  /**
   * Its keys. A token whose key is not among those of the last quarter of an hour does not count;
   * while they cannot be had, no token can be told from any other.
   *
   * @throws ProviderGoneException in that case, when keys are asked for
   */
  JWKSource<SecurityContext> keys() {
    return (selector, context) -> select(selector);
  }

  private List<JWK> select(JWKSelector selector) {
    JWKSet known = keys.answer();
    List<JWK> found = selector.select(known);
    return found.isEmpty() ? selector.select(keys.newer(known)) : found;
  }

  private ProviderMetadata askMetadata() throws IOException {
    String issuer = relying.issuer().toString();
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    return ProviderMetadata.read(
        connection.get(URI.create(base + "/.well-known/openid-configuration")), relying.issuer());
  }

  private JWKSet askKeys() throws IOException {
    try {
      return JWKSet.parse(connection.get(metadata().keys()).utf8());
    } catch (ParseException e) {
      throw new IOException("its keys are no JWK set", e);
    }
  }
}
