package org.evalledger.statement;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.evalledger.json.Json;
import org.jspecify.annotations.Nullable;

/** A statement of type {@code key}: registers, revokes, grants. */
public sealed interface Key extends Statement {
  @Override
  default StatementType type() {
    return StatementType.KEY;
  }

  /**
   * A key that from here on speaks for the submitter.
   *
   * @param header what every statement has; its submitter is the one the key will speak for
   * @param jwk the public key: RFC 7638 thumbprint members and {@code alg}
   * @param organisation an id; submitters of one organisation count as one
   * @param affiliations organisations that count as one with it, at most 32
   */
  record Register(
      Header header, Json.JsonObject jwk, String organisation, List<String> affiliations)
      implements Key {
    public Register {
      affiliations = List.copyOf(affiliations);
    }
  }

  /**
   * A key that signs nothing from here on.
   *
   * @param header what every statement has
   * @param kid thumbprint of the key (RFC 7638), 43 characters of base64url
   * @param compromisedSince entries received after this and signed by the key are doubted; null
   *     when it is not compromised
   */
  record Revoke(Header header, String kid, @Nullable Instant compromisedSince) implements Key {}

  /**
   * All that a submitter is granted from here on; earlier grants to it end.
   *
   * @param header what every statement has
   * @param grantee to whom
   * @param namespaces of models and benchmarks, without the slash, at most 1,000
   * @param roles what the grantee may do
   */
  record Grant(
      Header header, SubmitterId grantee, SortedSet<String> namespaces, SortedSet<Role> roles)
      implements Key {
    public Grant {
      namespaces = Collections.unmodifiableSortedSet(new TreeSet<>(namespaces));
      roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
    }
  }

  /** Reads what stands behind {@code action}. */
  static Key read(Header header, Fields fields) {
    String action =
        fields.required("action", v -> v.asWord(List.of("register", "revoke", "grant")));
    return switch (action) {
      case "revoke" -> readRevoke(header, fields);
      case "grant" -> readGrant(header, fields);
      default -> readRegister(header, fields);
    };
  }

  private static Register readRegister(Header header, Fields fields) {
    return new Register(
        header,
        fields.required("jwk", Value::asJwk),
        fields.required("organisation", Value::asId),
        fields.required("affiliations", v -> v.asList(0, 32, Value::asId)));
  }

  private static Revoke readRevoke(Header header, Fields fields) {
    fields.text("reason", 10_000);
    return new Revoke(
        header,
        fields.required("kid", Value::asId),
        fields.optional("compromisedSince", Value::asInstant));
  }

  private static Grant readGrant(Header header, Fields fields) {
    List<String> namespaces =
        fields.required("namespaces", v -> v.asList(0, 1_000, Value::asNamespace));
    List<Role> roles = fields.required("roles", v -> v.asList(0, 16, Role::read));
    return new Grant(
        header,
        fields.required("grantee", Value::asSubmitter),
        new TreeSet<>(namespaces),
        new TreeSet<>(roles));
  }
}
