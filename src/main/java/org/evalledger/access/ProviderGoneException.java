package org.evalledger.access;

/** The identity provider cannot be asked now, so nobody can be told from anybody else. */
public final class ProviderGoneException extends RuntimeException {
  private static final long serialVersionUID = 1;

  ProviderGoneException(String message, Throwable cause) {
    super(message, cause);
  }

  ProviderGoneException(String message) {
    super(message);
  }
}
