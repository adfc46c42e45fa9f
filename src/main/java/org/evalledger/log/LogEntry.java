package org.evalledger.log;

import java.util.Optional;
import java.util.function.Function;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.jspecify.annotations.Nullable;

/** One entry of the log, without its envelope. For one thread: it remembers how it was read. */
public final class LogEntry {
  private final long index;
  private final Sha256 leafHash;
  private final Bytes record;
  private final Bytes facts;
  private final Optional<Bytes> assessment;
  private @Nullable Object reading;

  LogEntry(
      long index,
      Sha256 leafHash,
      Bytes record,
      Bytes facts,
      Optional<Bytes> assessment,
      @Nullable Object reading) {
    this.index = index;
    this.leafHash = leafHash;
    this.record = record;
    this.facts = facts;
    this.assessment = assessment;
    this.reading = reading;
  }

  /** Zero-based position. */
  public long index() {
    return index;
  }

  /** RFC 6962 hash of the record. */
  public Sha256 leafHash() {
    return leafHash;
  }

  /** The bytes of the leaf. */
  public Bytes record() {
    return record;
  }

  /** RFC 8785 JSON without free text. */
  public Bytes facts() {
    return facts;
  }

  /** RFC 8785 JSON; empty for types without. */
  public Optional<Bytes> assessment() {
    return assessment;
  }

  /**
   * What the bytes say, read once for all projections.
   *
   * @param type of the reading; all who share an entry must ask for the same
   */
  public <T> T read(Class<T> type, Function<LogEntry, T> reader) {
    Object known = reading;
    if (known == null) {
      T fresh = reader.apply(this);
      reading = fresh;
      return fresh;
    }
    return type.cast(known);
  }
}
