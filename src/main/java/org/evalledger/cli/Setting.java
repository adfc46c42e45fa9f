package org.evalledger.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.evalledger.access.Addresses;
import org.evalledger.access.RoleRules;
import org.evalledger.feed.MailWish;
import org.evalledger.feed.SmtpServer;
import org.evalledger.signing.Kid;
import org.evalledger.statement.Ids;

/** A setting of the service (design, §8), and what a value of it must be. */
enum Setting {
  /** Where the service listens. */
  PORT(Kind.PORT),
  /** Where the embedded database and the service's own keys lie. */
  DATA_DIR(Kind.DIRECTORY),
  /** Another database than the embedded one. */
  JDBC_URL(Kind.JDBC_URL),
  /** Who opens that database. */
  JDBC_USER(Kind.TEXT),
  /** With which password. */
  JDBC_PASSWORD(Kind.TEXT),
  /** A standby to read from. */
  READ_JDBC_URL(Kind.UNSUPPORTED),
  /** The log's name. */
  ORIGIN(Kind.ORIGIN),
  /** The file of the key that signs checkpoints. */
  LOG_KEY(Kind.EXISTING_FILE),
  /** The key that writes entry 0. */
  OPERATOR_THUMBPRINT(Kind.THUMBPRINT),
  /** Who says who somebody is. */
  OIDC_ISSUER(Kind.ADDRESS),
  /** What this service is called there. */
  OIDC_CLIENT_ID(Kind.TEXT),
  /** How it proves that there. */
  OIDC_CLIENT_SECRET(Kind.TEXT),
  /** Whom bearer tokens must be meant for. */
  OIDC_AUDIENCE(Kind.TEXT),
  /** In which claim a person's organisation stands. */
  OIDC_ORGANISATION_CLAIM(Kind.CLAIM),
  /** Which claims give which roles, where the policy in force says nothing of it. */
  OIDC_ROLES(Kind.ROLES),
  /** What is asked for at sign-in. */
  OIDC_SCOPES(Kind.SCOPES),
  /** Under which address browsers reach the service. */
  URL(Kind.HOST_ADDRESS),
  /** Who cosigns checkpoints. */
  WITNESSES(Kind.EXISTING_FILE),
  /** Whether reports without a key are taken. */
  ANONYMOUS_REPORTS(Kind.FLAG),
  /** How much work such a report is. */
  ANONYMOUS_REPORTS_BITS(Kind.BITS),
  /** For how long an assigned case is a reviewer's. */
  CASE_HELD(Kind.PERIOD),
  /** How long an assigned case may stand still. */
  CASE_REMIND_REVIEWER(Kind.PERIOD),
  /** How long a lab may take to answer. */
  CASE_REMIND_LAB(Kind.PERIOD),
  /** How large an envelope may be. */
  MAX_STATEMENT_BYTES(Kind.STATEMENT_BYTES),
  /** In which header a proxy writes the client's address. */
  CLIENT_ADDRESS_HEADER(Kind.HEADER),
  /** What the collector looks at. */
  SOURCES(Kind.EXISTING_FILE),
  /** Whether sources may lie at private addresses and be fetched without TLS. */
  SOURCES_PRIVATE(Kind.FLAG),
  /** The server that mail is handed to. */
  SMTP_URL(Kind.SMTP),
  /** From which address mail comes. */
  MAIL_FROM(Kind.MAILBOX),
  /** Whether webhooks may go to private addresses and without TLS. */
  WEBHOOK_PRIVATE(Kind.FLAG),
  /** For how long a mirror's ledger may show nothing newer than is here before it is down. */
  MIRROR_AWAY(Kind.DURATION),
  /** For how long a mirror's ledger may add nothing before it is down. */
  MIRROR_STILL(Kind.DURATION),
  /** How much the service says of what it does. */
  LOG_LEVEL(Kind.LEVEL);

  private final Kind kind;

  Setting(Kind kind) {
    this.kind = kind;
  }

  /** The environment variable. */
  String variable() {
    return "EVALLEDGER_" + name();
  }

  /** The property. */
  String property() {
    return variable().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /** What is wrong with {@code value}, one sentence; empty when it is right. */
  Optional<String> fault(String value) {
    if (kind == Kind.UNSUPPORTED) {
      return Optional.of(variable() + " is not supported by this version; unset it.");
    }
    if (kind.takes(value)) {
      return Optional.empty();
    }
    String shown = kind == Kind.SMTP ? "wrong" : "\"" + value + "\"";
    return Optional.of("%s is %s; want %s.".formatted(variable(), shown, kind.wanted));
  }

  /** What a value may be. */
  private enum Kind {
    PORT("a whole number from 1 to 65535"),
    DIRECTORY("a directory, or a path where one can be made"),
    EXISTING_FILE("a file that is there"),
    JDBC_URL("an address such as jdbc:postgresql://host:5432/name"),
    TEXT("a text"),
    ORIGIN(
        "the log's name such as ledger.example.org/log: up to 255 printable characters without"
            + " space, quote, backslash, plus sign and scheme"),
    THUMBPRINT(
        "the RFC 7638 thumbprint of the operator's key: 43 base64url characters, as evalledger"
            + " keys show prints them"),
    ADDRESS(Addresses.WANTED),
    HOST_ADDRESS(Addresses.WANTED + "; without a path"),
    SMTP(SmtpServer.WANTED),
    MAILBOX("one plain address, such as ledger@example.org"),
    CLAIM("the name of a claim, such as organisation"),
    ROLES(RoleRules.WANTED),
    SCOPES("scopes separated by spaces, openid among them"),
    HEADER("the name of a header field, such as X-Forwarded-For"),
    FLAG("true or false"),
    BITS("a whole number from 0 to 40"),
    LEVEL("one of ERROR, WARN, INFO, DEBUG"),
    STATEMENT_BYTES("a whole number from 1024 to 8388608"),
    PERIOD(DurationConverter.WANTED + ", more than nothing"),
    DURATION(DurationConverter.WANTED + "; 0s for no limit"),
    UNSUPPORTED("nothing");

    private final String wanted;

    Kind(String wanted) {
      this.wanted = wanted;
    }

    private boolean takes(String value) {
      return switch (this) {
        case PORT -> isWhole(value, 1, 65_535);
        case DIRECTORY -> path(value).filter(p -> Files.isDirectory(p) || isFree(p)).isPresent();
        case EXISTING_FILE -> path(value).filter(Files::isRegularFile).isPresent();
        case JDBC_URL -> value.matches("jdbc:postgresql:\\S+");
        case TEXT -> true;
        case ADDRESS -> Addresses.read(value).isPresent();
        case HOST_ADDRESS ->
            Addresses.read(value).filter(a -> a.getRawPath().isEmpty()).isPresent();
        case SMTP -> SmtpServer.read(value).isPresent();
        case MAILBOX -> MailWish.isAddress(value);
        case CLAIM -> Ids.isId(value);
        case ROLES -> RoleRules.read(value).isPresent();
        case SCOPES -> List.of(value.split(" ", -1)).contains("openid");
        case HEADER -> value.matches("[A-Za-z0-9-]{1,64}");
        case ORIGIN ->
            Ids.isId(value)
                && value.length() < 256
                && value.indexOf('+') < 0
                && !value.contains("://");
        case THUMBPRINT -> Kid.isKid(value);
        case LEVEL -> value.matches("(?i)ERROR|WARN|INFO|DEBUG");
        case STATEMENT_BYTES -> isWhole(value, 1_024, 8_388_608);
        case PERIOD ->
            DurationConverter.read(value).filter(period -> period.isPositive()).isPresent();
        case DURATION -> DurationConverter.read(value).isPresent();
        case FLAG -> value.equals("true") || value.equals("false");
        case BITS -> isWhole(value, 0, 40);
        case UNSUPPORTED -> false;
      };
    }

    private static boolean isWhole(String value, long from, long to) {
      if (!value.matches("[0-9]{1,10}")) {
        return false;
      }
      long number = Long.parseLong(value);
      return from <= number && number <= to;
    }

    private static Optional<Path> path(String value) {
      try {
        return Optional.of(Path.of(value));
      } catch (InvalidPathException e) {
        return Optional.empty();
      }
    }

    private static boolean isFree(Path path) {
      return !Files.exists(path);
    }
  }
}
