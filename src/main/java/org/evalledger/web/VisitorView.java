package org.evalledger.web;

import java.net.URI;
import org.evalledger.access.Caller;
import org.evalledger.access.SignIn;
import org.evalledger.statement.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at a page where one acts.
 *
 * @param name to greet with; empty for nobody
 * @param isReviewer whether the visitor may decide
 * @param csrf what its forms repeat; empty for nobody
 * @param signIn where to sign in; null where the visitor did, or nobody can
 */
public record VisitorView(String name, boolean isReviewer, String csrf, @Nullable String signIn) {
  static VisitorView of(Caller caller, SignIn signIn, String path) {
    return switch (caller) {
      case Caller.Visitor(var person, var token) -> {
        String name = person.name();
        yield new VisitorView(
            name == null ? "somebody of " + URI.create(person.issuer()).getHost() : name,
            caller.has(Role.REVIEWER),
            token,
            null);
      }
      default -> new VisitorView("", false, "", signIn.offered() ? signIn.address(path) : null);
    };
  }

  /** Whether somebody is signed in here. */
  public boolean isKnown() {
    return !csrf.isEmpty();
  }
}
