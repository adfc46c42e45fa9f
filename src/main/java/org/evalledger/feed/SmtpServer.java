package org.evalledger.feed;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The server that mail is handed to.
 *
 * @param host its name
 * @param port where it listens
 * @param tls whether the connection begins with TLS (RFC 8314 §3); else it must be changed to TLS
 *     by STARTTLS (RFC 3207), but on this machine
 * @param user whom it knows; empty for nobody
 * @param password how the user proves that
 */
public record SmtpServer(String host, int port, boolean tls, String user, String password) {
  /** What the setting must be, for a sentence. */
  public static final String WANTED =
      "an address such as smtp://user:password@mail.example.org:587 or smtps://…, user and password"
          + " percent-encoded, without path and query";

  private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "[::1]");

  /** The server that {@code text} is; empty when it is none. */
  public static Optional<SmtpServer> read(String text) {
    try {
      return of(new URI(text));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<SmtpServer> of(URI uri) {
    boolean tls = "smtps".equals(uri.getScheme());
    boolean isSmtp = tls || "smtp".equals(uri.getScheme());
    String path = uri.getRawPath();
    if (!isSmtp
        || uri.getHost() == null
        || (path != null && !path.isEmpty())
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      return Optional.empty();
    }
    int usual = tls ? 465 : 587;
    int port = uri.getPort() < 0 ? usual : uri.getPort();
    String known = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
    int colon = known.indexOf(':');
    if (port == 0 || port > 65_535 || (!known.isEmpty() && colon < 1)) {
      return Optional.empty();
    }
    return Optional.of(
        new SmtpServer(
            uri.getHost(),
            port,
            tls,
            known.isEmpty() ? "" : decoded(known.substring(0, colon)),
            known.isEmpty() ? "" : decoded(known.substring(colon + 1))));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Whether what is sent there must be hidden from the network. */
  boolean isElsewhere() {
    return !THIS_MACHINE.contains(host);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
