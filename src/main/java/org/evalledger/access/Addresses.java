package org.evalledger.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/** Addresses that secrets may travel to: https, or plain http to this machine itself. */
public final class Addresses {
  /** What an address must be, for a sentence. */
  public static final String WANTED =
      "an address such as https://ledger.example.org, without query, fragment and user, and"
          + " without TLS only on localhost";

  private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "[::1]");
  private static final int MAX_LENGTH = 2_048;

  private Addresses() {}

  /** The address that {@code text} is; empty when it is none that is wanted. */
  public static Optional<URI> read(String text) {
    return text.length() <= MAX_LENGTH
        ? parsed(text).filter(Addresses::isWanted).filter(uri -> uri.getRawQuery() == null)
        : Optional.empty();
  }

  /** The same, where a query may be. */
  static Optional<URI> withQuery(String text) {
    return text.length() <= MAX_LENGTH
        ? parsed(text).filter(Addresses::isWanted)
        : Optional.empty();
  }

  private static boolean isWanted(URI uri) {
    String host = uri.getHost();
    return host != null
        && uri.getRawUserInfo() == null
        && uri.getRawFragment() == null
        && ("https".equals(uri.getScheme())
            || ("http".equals(uri.getScheme()) && THIS_MACHINE.contains(host)));
  }

  private static Optional<URI> parsed(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
