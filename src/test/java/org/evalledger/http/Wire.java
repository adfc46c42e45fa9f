package org.evalledger.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evalledger.database.TestDatabase;

/**
 * The wire between the service and its database, which can be cut: connections break in the middle
 * and new ones find nobody, as when the database's machine goes away.
 */
final class Wire implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("//([^:/]+):([0-9]+)/");

  private final Map<String, Object> direct;
  private final String host;
  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final int own;
  private ServerSocket listening;

  private Wire(Map<String, Object> direct, Matcher address) throws IOException {
    this.direct = direct;
    this.host = address.group(1);
    this.port = Integer.parseInt(address.group(2));
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.own = listening.getLocalPort();
    listen(listening);
  }

  static Wire to(TestDatabase database) throws IOException {
    Matcher address =
        ADDRESS.matcher(String.valueOf(database.properties().get("evalledger.jdbc.url")));
    if (!address.find()) {
      throw new AssertionError("no host and port in " + database.properties());
    }
    return new Wire(database.properties(), address);
  }

  /** What to start the service with so that it speaks through the wire. */
  Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>(direct);
    properties.computeIfPresent(
        "evalledger.jdbc.url",
        (name, url) -> url.toString().replace(host + ":" + port, "127.0.0.1:" + own));
    return properties;
  }

  void cut() throws IOException {
    listening.close();
    for (Socket socket : open) {
      socket.close();
    }
    open.clear();
  }

  void mend() throws IOException {
    listening = new ServerSocket(own, 50, InetAddress.getLoopbackAddress());
    listen(listening);
  }

  private void listen(ServerSocket server) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (true) {
                  Socket near = server.accept();
                  var far = new Socket(host, port);
                  open.add(near);
                  open.add(far);
                  Thread.ofVirtual().start(() -> copy(near, far));
                  Thread.ofVirtual().start(() -> copy(far, near));
                }
              } catch (IOException cut) {
                // Nobody listens any more, as it was meant.
                return;
              }
            });
  }

  private void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException cut) {
      // One side went away; closing both tells the other.
      return;
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  @Override
  public void close() {
    try {
      cut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
