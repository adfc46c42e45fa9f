package org.evalledger.collector;

import java.time.Duration;

/**
 * What one look at a place may cost.
 *
 * @param files that may be listed
 * @param fileBytes of one file
 * @param totalBytes that may be fetched
 * @param time for listing, and for each file
 * @param privateToo whether private addresses and plain http will do
 */
public record Limits(
    int files, long fileBytes, long totalBytes, Duration time, boolean privateToo) {
  /** Enough for what is known to be published; a place that needs more is refused, and says so. */
  public static final Limits USUAL =
      new Limits(200_000, 64L << 20, 4L << 30, Duration.ofMinutes(10), false);

  /** The same with private addresses and plain http allowed. */
  public Limits withPrivate() {
    return new Limits(files, fileBytes, totalBytes, time, true);
  }

  void checkCount(int count) throws PullException {
    if (count > files) {
      throw new PullException(
          "It holds more than %,d files; name a folder of it.".formatted(files));
    }
  }

  void checkSize(Item item) throws PullException {
    checkSize(item.bytes());
  }

  void checkSize(long bytes) throws PullException {
    if (bytes > fileBytes) {
      throw new PullException(
          "The file has %,d bytes; at most %,d are read.".formatted(bytes, fileBytes));
    }
  }
}
