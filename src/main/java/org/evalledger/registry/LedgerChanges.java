package org.evalledger.registry;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.LedgerEntry;

/**
 * Which entries changed the ledger by more than its size and time. These, folded again, give the
 * ledger itself: a snapshot names them instead of holding what they add up to, so that nothing a
 * ledger keeps can be forgotten in it. An evaluation is one of them, since its keys remember what
 * they signed: a start from a snapshot assesses none anew, but reads each.
 */
final class LedgerChanges {
  private static final int CHUNK = 1_000;

  private final List<Change> all = new ArrayList<>();

  /** Entry {@code index}, and the ledger's time before it. */
  private record Change(long index, Instant before) {}

  /** Gives the entries at these indexes, in their order. */
  interface Entries {
    List<LedgerEntry> at(List<Long> indexes) throws SQLException;
  }

  /** Notes the entry between the two, where it is one. */
  void note(Ledger before, Ledger after) {
    if (after.changedSince(before)) {
      all.add(new Change(before.size(), before.time()));
    }
  }

  void write(DataOutput out, Ledger ledger) throws IOException {
    out.writeLong(ledger.size());
    write(out, ledger.time());
    out.writeInt(all.size());
    for (Change change : all) {
      out.writeLong(change.index());
      write(out, change.before());
    }
  }

  private static void write(DataOutput out, Instant time) throws IOException {
    out.writeLong(time.getEpochSecond());
    out.writeInt(time.getNano());
  }

  static Read read(DataInput in) throws IOException {
    long size = in.readLong();
    Instant time = readInstant(in);
    var changes = new LedgerChanges();
    long next = 0;
    for (int left = in.readInt(); left > 0; left--) {
      var change = new Change(in.readLong(), readInstant(in));
      if (change.index() < next || change.index() >= size) {
        throw new IOException("entry %d, want %d or later".formatted(change.index(), next));
      }
      changes.all.add(change);
      next = change.index() + 1;
    }
    return new Read(changes, size, time);
  }

  private static Instant readInstant(DataInput in) throws IOException {
    try {
      return Instant.ofEpochSecond(in.readLong(), in.readInt());
    } catch (DateTimeException | ArithmeticException e) {
      throw new IOException("a time that is none", e);
    }
  }

  /**
   * As they stand in a snapshot.
   *
   * @param kept to go on with
   * @param size of the prefix
   * @param time of the ledger behind it
   */
  record Read(LedgerChanges kept, long size, Instant time) {
    /** The ledger behind the prefix. */
    Ledger fold(Ledger empty, Entries log) throws SQLException {
      Ledger ledger = empty;
      for (int from = 0; from < kept.all.size(); from += CHUNK) {
        List<Change> some = kept.all.subList(from, Integer.min(from + CHUNK, kept.all.size()));
        List<LedgerEntry> entries = log.at(some.stream().map(Change::index).toList());
        for (int i = 0; i < some.size(); i++) {
          ledger = ledger.passing(some.get(i).index(), some.get(i).before()).after(entries.get(i));
        }
      }
      return ledger.passing(size, time);
    }
  }
}
