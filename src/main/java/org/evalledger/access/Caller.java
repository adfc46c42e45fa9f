package org.evalledger.access;

import java.util.Optional;
import org.evalledger.statement.Role;

/** Who makes a request; endpoints take it as an argument. */
public sealed interface Caller {
  /** The request names nobody. */
  record Anybody() implements Caller {}

  /**
   * The request carries a token of the identity provider.
   *
   * @param person whose it is
   */
  record Bearer(Identity person) implements Caller {}

  /**
   * The request comes from a browser that signed in.
   *
   * @param person who did
   * @param csrfToken what each request of this browser must repeat that is more than a read: the
   *     header {@code X-CSRF-Token}, or the member {@code csrf} of a form
   */
  record Visitor(Identity person, String csrfToken) implements Caller {}

  /** The person; empty where nobody is named. */
  default Optional<Identity> identity() {
    return switch (this) {
      case Anybody anybody -> Optional.empty();
      case Bearer(var person) -> Optional.of(person);
      case Visitor(var person, var token) -> Optional.of(person);
    };
  }

  /** Whether the caller has {@code role}. */
  default boolean has(Role role) {
    return identity().filter(person -> person.roles().contains(role)).isPresent();
  }

  /** The refusal of what takes a role, where it depends on more than the address: to be thrown. */
  default AccessDenied lacksRole(String detail) {
    return new AccessDenied(
        identity().isEmpty() ? AccessDenied.Reason.SIGN_IN_NEEDED : AccessDenied.Reason.ROLE_NEEDED,
        detail);
  }
}
