package org.evalledger.cli;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.evalledger.signing.Kid;
import org.evalledger.submission.ExampleKeys;
import org.jspecify.annotations.Nullable;

/**
 * The settings that a service is started with, all checked in this one place before anything
 * starts. A setting comes from its property or else from its environment variable; an empty value
 * is none.
 */
final class Settings {
  private static final List<Setting> NEEDED_FOR_SIGN_IN =
      List.of(Setting.OIDC_CLIENT_ID, Setting.URL);

  private static final List<Setting> OF_SIGN_IN =
      List.of(
          Setting.OIDC_CLIENT_ID,
          Setting.OIDC_CLIENT_SECRET,
          Setting.OIDC_AUDIENCE,
          Setting.OIDC_ORGANISATION_CLAIM,
          Setting.OIDC_ROLES,
          Setting.OIDC_SCOPES);

  /** Settings that nothing else in the environment can stand for. */
  private static final List<Setting> ALWAYS_SAID =
      Stream.concat(
              Stream.of(
                  Setting.DATA_DIR,
                  Setting.JDBC_URL,
                  Setting.JDBC_USER,
                  Setting.JDBC_PASSWORD,
                  Setting.LOG_KEY,
                  Setting.WITNESSES,
                  Setting.OIDC_ISSUER,
                  Setting.SMTP_URL,
                  Setting.MAIL_FROM,
                  Setting.URL),
              OF_SIGN_IN.stream())
          .toList();

  private final Map<Setting, String> values;

  private Settings(Map<Setting, String> values) {
    this.values = new EnumMap<>(Setting.class);
    this.values.putAll(values);
    this.values.values().removeIf(String::isBlank);
  }

  /** What the environment and the properties of this process say. */
  static Settings ofProcess() {
    return of(System::getProperty, System::getenv);
  }

  static Settings of(
      Function<String, @Nullable String> property, Function<String, @Nullable String> variable) {
    var values = new EnumMap<Setting, String>(Setting.class);
    for (Setting setting : Setting.values()) {
      Optional.ofNullable(property.apply(setting.property()))
          .or(() -> Optional.ofNullable(variable.apply(setting.variable())))
          .ifPresent(value -> values.put(setting, value));
    }
    return new Settings(values);
  }

  /** These settings, one of them changed. */
  Settings with(Setting setting, String value) {
    var changed = new EnumMap<Setting, String>(Setting.class);
    changed.putAll(values);
    changed.put(setting, value);
    return new Settings(changed);
  }

  /** These settings with none but {@code kept}. */
  Settings only(Setting... kept) {
    var fewer = new EnumMap<Setting, String>(Setting.class);
    Stream.of(kept).forEach(setting -> get(setting).ifPresent(value -> fewer.put(setting, value)));
    return new Settings(fewer);
  }

  /** The value of {@code setting}; empty when it is not set. */
  Optional<String> get(Setting setting) {
    return Optional.ofNullable(values.get(setting));
  }

  /** Ends the command with a sentence where a ledger other than a demo cannot be run with these. */
  Settings checked() {
    checkEach();
    for (Setting setting : List.of(Setting.ORIGIN, Setting.OPERATOR_THUMBPRINT)) {
      if (get(setting).isEmpty()) {
        throw CommandFailure.usage(
            "%s is not set; it names %s. (evalledger demo needs no settings.)"
                .formatted(
                    setting.variable(),
                    setting == Setting.ORIGIN
                        ? "the log"
                        : "the operator's key by its thumbprint"));
      }
    }
    if (get(Setting.OPERATOR_THUMBPRINT)
        .map(Kid::new)
        .filter(ExampleKeys.load()::contains)
        .isPresent()) {
      throw CommandFailure.usage(
          Setting.OPERATOR_THUMBPRINT.variable()
              + " is one of the example keys, whose secret everybody knows; make a key of your own"
              + " (evalledger keys generate).");
    }
    return this;
  }

  /** Ends the command with a sentence where a value is wrong. */
  Settings checkEach() {
    values.forEach(
        (setting, value) ->
            setting
                .fault(value)
                .ifPresent(
                    sentence -> {
                      throw CommandFailure.usage(sentence);
                    }));
    for (Setting setting : List.of(Setting.JDBC_USER, Setting.JDBC_PASSWORD)) {
      if (get(setting).isPresent() && get(Setting.JDBC_URL).isEmpty()) {
        throw CommandFailure.usage(
            setting.variable() + " is set, but EVALLEDGER_JDBC_URL is not; set both or neither.");
      }
    }
    checkSignIn();
    checkMail();
    return this;
  }

  private void checkSignIn() {
    boolean signIn = get(Setting.OIDC_ISSUER).isPresent();
    for (Setting setting : signIn ? NEEDED_FOR_SIGN_IN : OF_SIGN_IN) {
      if (get(setting).isPresent() != signIn) {
        throw CommandFailure.usage(
            signIn
                ? setting.variable() + " is not set; sign-in at EVALLEDGER_OIDC_ISSUER needs it."
                : setting.variable() + " is set, but EVALLEDGER_OIDC_ISSUER is not.");
      }
    }
    if (get(Setting.OIDC_AUDIENCE).isPresent()
        && get(Setting.OIDC_AUDIENCE).equals(get(Setting.OIDC_CLIENT_ID))) {
      throw CommandFailure.usage(
          "EVALLEDGER_OIDC_AUDIENCE is the client id, for which identity tokens are; want another"
              + " audience, or none to take no tokens.");
    }
  }

  private void checkMail() {
    boolean mail = get(Setting.SMTP_URL).isPresent();
    for (Setting setting : List.of(Setting.MAIL_FROM, Setting.URL)) {
      if (mail && get(setting).isEmpty()) {
        throw CommandFailure.usage(
            setting.variable() + " is not set; mail by EVALLEDGER_SMTP_URL needs it.");
      }
    }
    if (!mail && get(Setting.MAIL_FROM).isPresent()) {
      throw CommandFailure.usage(
          Setting.MAIL_FROM.variable() + " is set, but EVALLEDGER_SMTP_URL is not.");
    }
  }

  int port() {
    return get(Setting.PORT).map(Integer::valueOf).orElse(8080);
  }

  /**
   * The settings as properties of the service. Those that are not set are there too, empty, so that
   * nothing else in the environment can stand for them.
   */
  Map<String, Object> properties() {
    var properties = new HashMap<String, Object>();
    for (Setting setting : ALWAYS_SAID) {
      properties.put(setting.property(), "");
    }
    values.forEach((setting, value) -> properties.put(setting.property(), value));
    properties.put(Setting.PORT.property(), port());
    return properties;
  }
}
