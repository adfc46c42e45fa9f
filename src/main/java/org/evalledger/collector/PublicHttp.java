package org.evalledger.collector;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;
import org.evalledger.network.PublicAddresses;

/**
 * Connections of git to public addresses alone, redirects included. The name is looked up before
 * the connection is made, so that a name that changes its address in between could still lead
 * elsewhere: sources are the operator's choice, and what is guarded against is a redirect.
 */
final class PublicHttp implements HttpConnectionFactory {
  private final HttpConnectionFactory connections = new JDKHttpConnectionFactory();

  private PublicHttp() {}

  /** Has {@code transport} ask nobody else, unless {@code limits} let it. */
  static void require(Transport transport, Limits limits) {
    if (transport instanceof TransportHttp http && !limits.privateToo()) {
      http.setHttpConnectionFactory(new PublicHttp());
    }
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    check(url);
    return connections.create(url);
  }

  @Override
  public HttpConnection create(URL url, Proxy proxy) throws IOException {
    check(url);
    return connections.create(url, proxy);
  }

  private static void check(URL url) throws IOException {
    if (!"https".equals(url.getProtocol())) {
      throw new IOException("it leads to " + url.getProtocol() + ", want https");
    }
    new PublicAddresses(false).resolve(url.getHost());
  }
}
