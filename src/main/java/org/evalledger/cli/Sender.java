package org.evalledger.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Sends many files, several at a time. */
final class Sender {
  /** Files in flight: enough to hide the wait for a durable commit, few enough to be polite. */
  private static final int IN_FLIGHT = 8;

  private final FileWork work;
  private final Progress progress;
  private final AtomicInteger filesDone = new AtomicInteger();
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

  Outcome send(List<InputFile> files) {
    var reports = new ArrayList<FileReport>();
    Optional<CommandFailure> failure = Optional.empty();
    try (var pool = Executors.newFixedThreadPool(IN_FLIGHT, Thread.ofVirtual().factory())) {
      List<Future<FileReport>> all =
          files.stream().map(file -> pool.submit(() -> send(file, files.size()))).toList();
      for (Future<FileReport> one : all) {
        try {
          if (failure.isEmpty() || one.state() == Future.State.SUCCESS) {
            reports.add(one.get());
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
    return new Outcome(reports, failure);
  }

  private FileReport send(InputFile file, int total) {
    var report = new FileReport(file);
    work.send(file, report);
    long results = resultsIn.addAndGet(report.sent() + (long) report.known());
    progress.show(
        filesDone.incrementAndGet(), total, "files, %,d results in the ledger".formatted(results));
    return report;
  }

  private static CommandFailure failure(ExecutionException e) {
    if (e.getCause() instanceof CommandFailure failure) {
      return failure;
    }
    throw new IllegalStateException("sending failed", e.getCause());
  }
}
