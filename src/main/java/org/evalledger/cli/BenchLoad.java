package org.evalledger.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.evalledger.bytes.Bytes;

/**
 * Sends envelopes over keep-alive connections, one request at a time on each, and measures. Plain
 * sockets: a client library would take more of the two cores than the service it measures.
 */
final class BenchLoad {
  private final int port;
  private final List<Bytes> envelopes;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  BenchLoad(int port, List<Bytes> envelopes) {
    this.port = port;
    this.envelopes = envelopes;
  }

  /**
   * What a stretch of load gave.
   *
   * @param accepted answers 201
   * @param refused other answers
   * @param seconds it took
   * @param p50Millis within which half of the accepted were answered
   * @param p99Millis within which 99 % of them were
   */
  record Measured(int accepted, int refused, double seconds, double p50Millis, double p99Millis) {
    double perSecond() {
      return accepted / seconds;
    }
  }

  private static double millis(long[] sorted, double share) {
    int last = sorted.length - 1;
    return last < 0 ? 0 : sorted[(int) (last * share)] / 1e6;
  }

  /** Loads over {@code connections} for {@code seconds}, or until all envelopes are sent. */
  Measured run(int connections, int seconds) throws InterruptedException {
    var latencies = new ArrayList<long[]>();
    refused.set(0);
    long start = System.nanoTime();
    long end = start + seconds * 1_000_000_000L;
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < connections; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    long[] measured = connection(end);
                    synchronized (latencies) {
                      latencies.add(measured);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double took = (System.nanoTime() - start) / 1e9;
    long[] all = latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return new Measured(all.length, refused.get(), took, millis(all, 0.5), millis(all, 0.99));
  }

  private long[] connection(long end) {
    long[] latencies = new long[1_024];
    int count = 0;
    try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      OutputStream out = socket.getOutputStream();
      while (System.nanoTime() < end) {
        int number = next.getAndIncrement();
        if (number >= envelopes.size()) {
          break;
        }
        byte[] request = request(envelopes.get(number));
        long sent = System.nanoTime();
        out.write(request);
        if (answer(in) == 201) {
          if (count == latencies.length) {
            latencies = Arrays.copyOf(latencies, 2 * count);
          }
          latencies[count++] = System.nanoTime() - sent;
        } else {
          refused.incrementAndGet();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Arrays.copyOf(latencies, count);
  }

  private static byte[] request(Bytes envelope) {
    String head =
        "POST /v1/submissions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/jose\r\n"
            + "Content-Length: "
            + envelope.length()
            + "\r\n\r\n";
    return Bytes.concat(Bytes.ofUtf8(head), envelope).toArray();
  }

  /** Reads one response to its end; its status. */
  private static int answer(InputStream in) throws IOException {
    int status = Integer.parseInt(line(in).split(" ", 3)[1]);
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    in.skipNBytes(length);
    return status;
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the service closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return new String(
        line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
