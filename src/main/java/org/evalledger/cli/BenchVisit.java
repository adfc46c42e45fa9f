package org.evalledger.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.evalledger.bytes.Bytes;

/**
 * One reader's keep-alive connection. It asks as a browser does and takes bodies compressed; what a
 * page needs besides is found in it, and in the styles and scripts it names.
 */
final class BenchVisit implements AutoCloseable {
  private static final Pattern NEEDED =
      Pattern.compile(
          "<link rel=\"(?:stylesheet|preload|icon)\"[^>]*href=\"(/[^\"]+)\""
              + "|<(?:script|img)[^>]*src=\"(/[^\"]+)\""
              + "|url\\(\"(/[^\"]+)\"\\)"
              + "|(?:from|import) ?\"(/[^\"]+)\"");

  /** What each style and script names in turn: their addresses change with their content. */
  private static final Map<String, List<String>> NAMED = new ConcurrentHashMap<>();

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  BenchVisit(int port) throws IOException {
    socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    out = socket.getOutputStream();
  }

  /**
   * What came.
   *
   * @param body as it came, compressed where it was
   * @param packed whether it was
   * @param nanosToFirstByte of the body, from when the request was written
   */
  record Answer(Bytes body, boolean packed, long nanosToFirstByte) {
    String text() throws IOException {
      if (!packed) {
        return body.utf8();
      }
      try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(body.toArray()))) {
        return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  /**
   * A page with all it needs.
   *
   * @param firstByte nanoseconds until the page's own first byte
   * @param whole nanoseconds until the last byte of the last file
   * @param pageBytes of the page itself, as they came
   * @param bytes of all, as they came
   * @param files how many besides the page
   */
  record Whole(long firstByte, long whole, long pageBytes, long bytes, int files) {}

  /** Fetches a page, then one after the other what it needs: each once, as at a first visit. */
  Whole whole(String address) throws IOException {
    long begun = System.nanoTime();
    Answer page = get(address);
    long bytes = page.body().length();
    Set<String> fetched = new LinkedHashSet<>();
    List<String> wanted = needed(page.text());
    while (!wanted.isEmpty()) {
      var next = new LinkedHashSet<String>();
      for (String one : wanted) {
        if (fetched.add(one)) {
          Answer answer = get(one);
          bytes += answer.body().length();
          next.addAll(named(one, answer));
        }
      }
      wanted = List.copyOf(next);
    }
    long whole = System.nanoTime() - begun;
    return new Whole(page.nanosToFirstByte(), whole, page.body().length(), bytes, fetched.size());
  }

  private static List<String> named(String address, Answer answer) throws IOException {
    List<String> known = NAMED.get(address);
    if (known == null) {
      boolean isText = address.endsWith(".css") || address.endsWith("js");
      known = isText ? needed(answer.text()) : List.of();
      NAMED.put(address, known);
    }
    return known;
  }

  private static List<String> needed(String text) {
    return NEEDED
        .matcher(text)
        .results()
        .map(
            found -> {
              int group = 1;
              while (found.group(group) == null) {
                group++;
              }
              return found.group(group);
            })
        .distinct()
        .toList();
  }

  /** Asks for {@code address}, which must be there. */
  Answer get(String address) throws IOException {
    String request =
        "GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: text/html,*/*;q=0.8\r\nAccept-Encoding: gzip\r\n\r\n"
            .formatted(address);
    long sent = System.nanoTime();
    out.write(request.getBytes(StandardCharsets.ISO_8859_1));
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    long length = 0;
    boolean chunked = false;
    boolean packed = false;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = Long.parseLong(header.substring(15).strip());
      }
      chunked |= header.startsWith("transfer-encoding:") && header.contains("chunked");
      packed |= header.startsWith("content-encoding:") && header.contains("gzip");
    }
    if (chunked || length > 0) {
      in.mark(1);
      in.read();
      in.reset();
    }
    long first = System.nanoTime() - sent;
    byte[] body = chunked ? chunks() : in.readNBytes((int) length);
    if (status != 200) {
      throw CommandFailure.finding(
          "%s answered %d.".formatted(URLDecoder.decode(address, StandardCharsets.UTF_8), status));
    }
    return new Answer(Bytes.copyOf(body), packed, first);
  }

  /** RFC 9112 §7.1. */
  private byte[] chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    for (int size = size(); size > 0; size = size()) {
      body.write(in.readNBytes(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  private int size() throws IOException {
    return Integer.parseInt(line().replaceFirst(";.*", "").strip(), 16);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the service closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
