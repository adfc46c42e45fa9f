package org.evalledger.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  /** The thumbprint of RFC 7638 §3.1. */
  private static final String THUMBPRINT = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";

  private static final Map<String, String> ENOUGH =
      Map.of(
          "EVALLEDGER_ORIGIN",
          "ledger.example.org/log",
          "EVALLEDGER_OPERATOR_THUMBPRINT",
          THUMBPRINT);

  private static Settings with(String variable, String value) {
    return Settings.of(property -> null, name -> name.equals(variable) ? value : ENOUGH.get(name));
  }

  @Test
  void takesALedgersNameAndItsOperatorAsEnough() {
    Map<String, Object> properties = with("", "").checked().properties();
    assertThat(properties)
        .containsEntry("evalledger.origin", "ledger.example.org/log")
        .containsEntry("evalledger.operator.thumbprint", THUMBPRINT)
        .containsEntry("evalledger.port", 8080)
        .containsEntry("evalledger.jdbc.url", "");
  }

  @Test
  void preferAPropertyToAVariable() {
    var settings =
        Settings.of(
            property -> property.equals("evalledger.port") ? "81" : null,
            variable -> variable.equals("EVALLEDGER_PORT") ? "82" : ENOUGH.get(variable));
    assertThat(settings.checked().port()).isEqualTo(81);
  }

  @ParameterizedTest
  @CsvSource({
    "EVALLEDGER_PORT, http",
    "EVALLEDGER_PORT, 0",
    "EVALLEDGER_PORT, 65536",
    "EVALLEDGER_JDBC_URL, jdbc:mysql://localhost/x",
    "EVALLEDGER_ORIGIN, https://ledger.example.org",
    "EVALLEDGER_ORIGIN, two words",
    "EVALLEDGER_ORIGIN, one+two",
    "EVALLEDGER_OPERATOR_THUMBPRINT, NzbLsXh8uDCcd",
    "EVALLEDGER_MAX_STATEMENT_BYTES, 8388609",
    "EVALLEDGER_MAX_STATEMENT_BYTES, many",
    "EVALLEDGER_WITNESSES, no/such/policy",
    "EVALLEDGER_MIRROR_AWAY, 15 minutes",
    "EVALLEDGER_MIRROR_STILL, 7",
    "EVALLEDGER_LOG_LEVEL, foo",
    "EVALLEDGER_LOG_LEVEL, ALL",
    "EVALLEDGER_LOG_KEY, no/such/file",
    "EVALLEDGER_OIDC_ISSUER, http://id.example.org",
    "EVALLEDGER_OIDC_ISSUER, https://somebody@id.example.org",
    "EVALLEDGER_OIDC_ISSUER, id.example.org",
    "EVALLEDGER_OIDC_ROLES, reviewer",
    "EVALLEDGER_OIDC_ROLES, service:groups=all",
    "EVALLEDGER_OIDC_SCOPES, profile",
    "EVALLEDGER_OIDC_ORGANISATION_CLAIM, two words",
    "EVALLEDGER_URL, https://ledger.example.org/",
    "EVALLEDGER_URL, http://ledger.example.org",
    "EVALLEDGER_SMTP_URL, mail.example.org",
    "EVALLEDGER_MAIL_FROM, two words@example.org",
    "EVALLEDGER_JDBC_USER, somebody",
    "EVALLEDGER_JDBC_PASSWORD, secret",
  })
  void nameTheSettingThatIsWrong(String variable, String value) {
    assertRefused(with(variable, value), variable);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ERROR", "WARN", "INFO", "DEBUG", "debug"})
  void takeALevelOfTheLog(String level) {
    assertThat(with("EVALLEDGER_LOG_LEVEL", level).checked().properties())
        .containsEntry("evalledger.log.level", level);
  }

  @Test
  void aDirectoryThatCannotBeMadeIsToldInASentence(@TempDir Path directory) throws Exception {
    Path below = Files.writeString(directory.resolve("file"), "").resolve("data");
    var properties = with("EVALLEDGER_DATA_DIR", below.toString()).checked().properties();
    assertThatThrownBy(() -> LedgerServer.start(properties))
        .isInstanceOfSatisfying(
            CommandFailure.class,
            failure ->
                assertThat(failure.sentence()).contains(below.toString(), "EVALLEDGER_DATA_DIR"));
  }

  @Test
  void refuseADirectoryThatIsAFile(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertRefused(with("EVALLEDGER_DATA_DIR", file.toString()), "EVALLEDGER_DATA_DIR");
    assertRefused(with("EVALLEDGER_LOG_KEY", directory.toString()), "EVALLEDGER_LOG_KEY");
  }

  @ParameterizedTest
  @EnumSource(
      value = Setting.class,
      names = {"READ_JDBC_URL", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_AUDIENCE"})
  void refuseWhatWouldHaveNoEffect(Setting setting) {
    assertRefused(with(setting.variable(), "x"), setting.variable());
  }

  @ParameterizedTest
  @ValueSource(strings = {"EVALLEDGER_OIDC_CLIENT_ID", "EVALLEDGER_URL"})
  void refuseSignInWithoutWhatItNeeds(String missing) {
    Map<String, String> signIn = new HashMap<>(ENOUGH);
    signIn.put("EVALLEDGER_OIDC_ISSUER", "https://id.example.org/realms/r");
    signIn.put("EVALLEDGER_OIDC_CLIENT_ID", "ledger");
    signIn.put("EVALLEDGER_OIDC_ROLES", "reviewer:groups=a:b, operator:realm_access.roles=ops");
    signIn.put("EVALLEDGER_URL", "https://ledger.example.org");
    Settings.of(property -> null, signIn::get).checked();
    signIn.remove(missing);
    assertRefused(Settings.of(property -> null, signIn::get), missing);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EVALLEDGER_MAIL_FROM", "EVALLEDGER_URL", "EVALLEDGER_SMTP_URL"})
  void refuseMailWithoutWhatItNeeds(String missing) {
    Map<String, String> mail = new HashMap<>(ENOUGH);
    mail.put("EVALLEDGER_SMTP_URL", "smtp://user:secret@mail.example.org");
    mail.put("EVALLEDGER_MAIL_FROM", "ledger@ledger.example.org");
    mail.put("EVALLEDGER_URL", "https://ledger.example.org");
    Settings.of(property -> null, mail::get).checked();
    mail.remove(missing);
    assertRefused(Settings.of(property -> null, mail::get), missing);
  }

  @Test
  void neverTellThePasswordOfTheMailServer() {
    assertThatThrownBy(with("EVALLEDGER_SMTP_URL", "smtp://user:secret@host:0")::checked)
        .isInstanceOfSatisfying(
            CommandFailure.class,
            failure ->
                assertThat(failure.sentence())
                    .contains("EVALLEDGER_SMTP_URL")
                    .doesNotContain("secret"));
  }

  @Test
  void refuseWhatIsNoFlagAndTooMuchWork() {
    assertRefused(with("EVALLEDGER_ANONYMOUS_REPORTS", "yes"), "EVALLEDGER_ANONYMOUS_REPORTS");
    assertRefused(
        with("EVALLEDGER_ANONYMOUS_REPORTS_BITS", "41"), "EVALLEDGER_ANONYMOUS_REPORTS_BITS");
  }

  @ParameterizedTest
  @EnumSource(
      value = Setting.class,
      names = {"ORIGIN", "OPERATOR_THUMBPRINT"})
  void refuseToDoWithout(Setting setting) {
    assertRefused(with(setting.variable(), ""), setting.variable());
  }

  @Test
  void refuseAnExampleKeyAsOperator() {
    assertRefused(
        with("EVALLEDGER_OPERATOR_THUMBPRINT", ExampleKey.OPERATOR.key().kid().value()),
        "example keys");
  }

  @Test
  void ofADemoKeepNothingButThePort() {
    Settings demo =
        with("EVALLEDGER_JDBC_URL", "jdbc:postgresql://localhost/real")
            .with(Setting.PORT, "81")
            .only(Setting.PORT);
    assertThat(demo.properties())
        .containsEntry("evalledger.port", 81)
        .containsEntry("evalledger.jdbc.url", "")
        .doesNotContainKey("evalledger.origin");
  }

  private static void assertRefused(Settings settings, String named) {
    assertThatThrownBy(settings::checked)
        .isInstanceOfSatisfying(
            CommandFailure.class,
            failure -> {
              assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
              assertThat(failure.sentence()).contains(named);
            });
  }
}
