package org.evalledger.access;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.json.JsonReader;
import org.jspecify.annotations.Nullable;

/** Asks the identity provider who came with a code. */
@Singleton
@Requires(bean = Relying.class)
final class CodeExchange {
  private static final int OK = 200;

  /** RFC 6749 §5.2: the provider takes this service for nobody. */
  private static final int UNAUTHORISED = 401;

  private static final int SERVER_ERROR = 500;

  private final Relying relying;
  private final Provider provider;
  private final ProviderConnection connection;
  private final Tokens tokens;
  private final People people;

  CodeExchange(
      Relying relying,
      Provider provider,
      ProviderConnection connection,
      Tokens tokens,
      People people) {
    this.relying = relying;
    this.provider = provider;
    this.connection = connection;
    this.tokens = tokens;
    this.people = people;
  }

  /** What the provider says. */
  sealed interface Told {
    /**
     * It knows who that is.
     *
     * @param person who
     */
    record Of(Person person) implements Told {}

    /**
     * It does not, or its word does not count.
     *
     * @param detail why
     */
    record Refused(String detail) implements Told {}
  }

  /** Who came with {@code code} in answer to {@code attempt}. */
  Told person(String code, SignInAttempt attempt) {
    ProviderConnection.Answer answer = ask(code, attempt);
    if (answer.status() >= SERVER_ERROR) {
      throw new ProviderGoneException("codes: status " + answer.status());
    }
    if (answer.status() == UNAUTHORISED) {
      throw new ProviderGoneException(
          "codes: status 401; are EVALLEDGER_OIDC_CLIENT_ID and _CLIENT_SECRET what it expects?");
    }
    if (answer.status() != OK
        || !(JsonReader.read(answer.body()) instanceof JsonReader.Value(JsonObject object))
        || !(object.get("id_token") instanceof JsonString(var token))) {
      return new Told.Refused("The identity provider does not take the code.");
    }
    return switch (tokens.identity(token, attempt.nonce())) {
      case Tokens.Checked.Invalid(var detail) -> new Told.Refused(detail);
      case Tokens.Checked.Valid(var claims) -> new Told.Of(people.of(claims));
    };
  }

  private ProviderConnection.Answer ask(String code, SignInAttempt attempt) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", relying.callback());
    form.put("code_verifier", attempt.verifier());
    String authorization = authorization();
    if (authorization == null) {
      form.put("client_id", relying.clientId());
    }
    try {
      return connection.post(provider.metadata().token(), form, authorization);
    } catch (IOException e) {
      throw new ProviderGoneException("codes: " + e.getMessage(), e);
    }
  }

  /** RFC 6749 §2.3.1; null for a client without a secret. */
  private @Nullable String authorization() {
    String secret = relying.clientSecret();
    return secret == null
        ? null
        : "Basic "
            + Bytes.ofUtf8(Form.encoded(relying.clientId()) + ":" + Form.encoded(secret)).base64();
  }
}
