package org.evalledger.access;

import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** What pages need to know to offer sign-in. */
@Singleton
public final class SignIn {
  private final boolean offered;

  SignIn(@Nullable Relying relying) {
    this.offered = relying != null;
  }

  /** Whether this ledger has an identity provider. */
  public boolean offered() {
    return offered;
  }

  /**
   * Where a browser signs in to come back.
   *
   * @param page to come back to, a path of this service
   */
  public String address(String page) {
    return SignInEndpoint.PATH + "?next=" + Form.encoded(page);
  }
}
