package org.evalledger.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Readers who go from page to page, each over a connection of its own, one request at a time. Every
 * reader takes the kinds of page in turn, so that all are measured under the same conditions.
 */
final class BenchReaders {
  private final int port;
  private final Map<String, List<String>> addresses;

  /** Reads the pages at {@code addresses}, which are given by their kind. */
  BenchReaders(int port, Map<String, List<String>> addresses) {
    this.port = port;
    this.addresses = addresses;
  }

  /**
   * What one kind of page took.
   *
   * @param kind of page
   * @param visits how many there were
   * @param firstByteP50 milliseconds within which half of the first bytes came
   * @param firstByteP99 milliseconds within which 99 % of them came
   * @param wholeP50 milliseconds within which half of the pages were there with all they need
   * @param wholeP99 milliseconds within which 99 % of them were
   * @param pageBytes of the heaviest page itself, compressed
   * @param bytes of the heaviest page with all it needs, compressed
   * @param files that it needs
   */
  record Measured(
      String kind,
      int visits,
      double firstByteP50,
      double firstByteP99,
      double wholeP50,
      double wholeP99,
      long pageBytes,
      long bytes,
      int files) {
    static Measured of(String kind, List<BenchVisit.Whole> visits) {
      long[] first = visits.stream().mapToLong(BenchVisit.Whole::firstByte).sorted().toArray();
      long[] whole = visits.stream().mapToLong(BenchVisit.Whole::whole).sorted().toArray();
      return new Measured(
          kind,
          visits.size(),
          millis(first, 0.5),
          millis(first, 0.99),
          millis(whole, 0.5),
          millis(whole, 0.99),
          visits.stream().mapToLong(BenchVisit.Whole::pageBytes).max().orElse(0),
          visits.stream().mapToLong(BenchVisit.Whole::bytes).max().orElse(0),
          visits.stream().mapToInt(BenchVisit.Whole::files).max().orElse(0));
    }

    /** Nearest rank. */
    private static double millis(long[] sorted, double share) {
      int rank = (int) Math.ceil(sorted.length * share);
      return sorted.length == 0 ? 0 : sorted[Integer.max(rank, 1) - 1] / 1e6;
    }
  }

  /** Each address once, one after the other: nothing is remembered of any. */
  List<Measured> once() throws IOException {
    var measured = new ArrayList<Measured>();
    try (var visit = new BenchVisit(port)) {
      for (Map.Entry<String, List<String>> kind : addresses.entrySet()) {
        var visits = new ArrayList<BenchVisit.Whole>();
        for (String address : kind.getValue()) {
          visits.add(visit.whole(address));
        }
        measured.add(Measured.of(kind.getKey(), visits));
      }
    }
    return measured;
  }

  /** {@code readers} of them at a time, for {@code seconds}. */
  List<Measured> together(int readers, int seconds) throws IOException, InterruptedException {
    var visits = new LinkedHashMap<String, List<BenchVisit.Whole>>();
    addresses.keySet().forEach(kind -> visits.put(kind, new ArrayList<>()));
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    try (var threads = Executors.newFixedThreadPool(readers)) {
      var running = new ArrayList<Future<Map<String, List<BenchVisit.Whole>>>>();
      for (int i = 0; i < readers; i++) {
        int begin = i * 7;
        running.add(threads.submit(() -> reader(begin, end)));
      }
      for (var one : running) {
        one.get()
            .forEach((kind, seen) -> visits.getOrDefault(kind, new ArrayList<>()).addAll(seen));
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CommandFailure failure) {
        throw failure;
      }
      throw new IOException(e.getCause());
    }
    return visits.entrySet().stream()
        .map(kind -> Measured.of(kind.getKey(), kind.getValue()))
        .toList();
  }

  private Map<String, List<BenchVisit.Whole>> reader(int begin, long end) throws IOException {
    var visits = new LinkedHashMap<String, List<BenchVisit.Whole>>();
    try (var visit = new BenchVisit(port)) {
      for (int turn = begin; System.nanoTime() < end; turn++) {
        for (Map.Entry<String, List<String>> kind : addresses.entrySet()) {
          String address = kind.getValue().get(turn % kind.getValue().size());
          visits.computeIfAbsent(kind.getKey(), k -> new ArrayList<>()).add(visit.whole(address));
        }
      }
    }
    return visits;
  }
}
