package org.evalledger.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Sends many files, several at a time. */
final class Sender {
  /** Files in flight: enough to hide the wait for a durable commit, few enough to be polite. */
  private static final int IN_FLIGHT = 8;

  private final FileWork work;
  private final Progress progress;
  private final AtomicInteger filesDone = new AtomicInteger();

  /** Reports of the files that are finished, by their place among all. */
  private final ConcurrentNavigableMap<Integer, FileReport> finished =
      new ConcurrentSkipListMap<>();

  private volatile boolean stopped;
  private final AtomicLong resultsIn = new AtomicLong();

  Sender(FileWork work, Progress progress) {
    this.work = work;
    this.progress = progress;
  }

  /** Sends one file and tells the report what became of it. */
  interface FileWork {
    void send(InputFile file, FileReport report);
  }

  /**
   * What came of it.
   *
   * @param reports of the files that were finished, in their order
   * @param failure what stopped the others; empty when nothing did
   */
  record Outcome(List<FileReport> reports, Optional<CommandFailure> failure) {
    Outcome {
      reports = List.copyOf(reports);
    }
  }

  /** Begins no further file. */
  void stop() {
    stopped = true;
  }

  /** Reports of the files that are finished by now, in their order. */
  List<FileReport> finished() {
    return List.copyOf(finished.values());
  }

  Outcome send(List<InputFile> files) {
    Optional<CommandFailure> failure = Optional.empty();
    try (var pool = Executors.newFixedThreadPool(IN_FLIGHT, Thread.ofVirtual().factory())) {
      List<? extends Future<?>> all =
          IntStream.range(0, files.size())
              .mapToObj(place -> pool.submit(() -> send(files, place)))
              .toList();
      for (Future<?> one : all) {
        try {
          if (failure.isEmpty()) {
            one.get();
          }
        } catch (ExecutionException e) {
          failure = failure.or(() -> Optional.of(failure(e)));
          all.forEach(waiting -> waiting.cancel(true));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          all.forEach(waiting -> waiting.cancel(true));
          failure = Optional.of(CommandFailure.finding("Interrupted."));
        }
      }
    }
    return new Outcome(finished(), failure);
  }

  private void send(List<InputFile> files, int place) {
    if (stopped) {
      throw CommandFailure.finding("Stopped.");
    }
    var report = new FileReport(files.get(place));
    try {
      work.send(report.file(), report);
    } catch (CommandFailure e) {
      throw e;
    } catch (RuntimeException e) {
      // One file must not keep the others, or the reports of those before, from anybody.
      report.refuse(
          new FileReport.Refusal(0, "This program failed over the file: " + e + ".", List.of()));
    }
    finished.put(place, report);
    long results = resultsIn.addAndGet(report.sent() + (long) report.known());
    progress.show(
        filesDone.incrementAndGet(),
        files.size(),
        "files, %,d results in the ledger".formatted(results));
  }

  private static CommandFailure failure(ExecutionException e) {
    if (e.getCause() instanceof CommandFailure failure) {
      return failure;
    }
    throw new IllegalStateException("sending failed", e.getCause());
  }
}
