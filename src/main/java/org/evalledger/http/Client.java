package org.evalledger.http;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request counts for where a client may have only so many of something: an IPv4 address, or
 * the /48 network of an IPv6 one, since whoever has one address of it may have them all.
 */
@Singleton
final class Client {
  private static final int NETWORK_BYTES = 6;
  private static final int MAX_LENGTH = 256;

  private final @Nullable String header;

  /**
   * @param header of the request in which the proxy in front of this service writes the client's
   *     address, such as {@code X-Forwarded-For}; without one the connection's other end counts
   */
  Client(@Nullable @Property(name = "evalledger.client.address.header") String header) {
    this.header = header;
  }

  /** As text, at most 256 characters. */
  String of(HttpRequest<?> request) {
    InetAddress address = request.getRemoteAddress().getAddress();
    String connection = network(address, address.getHostAddress());
    if (header == null) {
      return connection;
    }
    // What the client itself wrote stands before what the proxy added.
    List<String> written = request.getHeaders().getAll(header);
    if (written.isEmpty()) {
      return connection;
    }
    String last = written.getLast();
    return network(last.substring(last.lastIndexOf(',') + 1).strip());
  }

  private static String network(String text) {
    try {
      return network(InetAddress.ofLiteral(text), text);
    } catch (IllegalArgumentException e) {
      return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
    }
  }

  private static String network(InetAddress address, String text) {
    if (!(address instanceof Inet6Address)) {
      return text;
    }
    byte[] network = Arrays.copyOf(address.getAddress(), NETWORK_BYTES);
    var name = new StringBuilder();
    for (int i = 0; i < NETWORK_BYTES; i += 2) {
      name.append(Integer.toHexString(((network[i] & 0xff) << 8) | (network[i + 1] & 0xff)))
          .append(':');
    }
    return name.append(":/48").toString();
  }
}
