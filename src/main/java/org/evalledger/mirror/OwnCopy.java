package org.evalledger.mirror;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.audit.LogFollow;
import org.evalledger.audit.SourceEntry;
import org.evalledger.bytes.Parsed;
import org.evalledger.database.OwnConnection;
import org.evalledger.log.Draft;
import org.evalledger.log.Head;
import org.evalledger.log.LogEntry;
import org.evalledger.log.LogReader;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.record.EntryRecord;
import org.evalledger.record.Facts;
import org.evalledger.signing.Kid;
import org.evalledger.signing.NoteVerifier;
import org.evalledger.signing.StoredEnvelope;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.Takedown;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the mirror has already: its log, and the verified entries that wait to be taken into it. On
 * its own disk either may have been damaged, so both are walked through as another's would be.
 */
final class OwnCopy {
  private static final Logger LOG = LoggerFactory.getLogger(OwnCopy.class);
  private static final int CHUNK = 200;

  private final NoteVerifier logKey;
  private final Kid operator;
  private final LogReader reader;
  private final InstantSource clock;

  OwnCopy(NoteVerifier logKey, Kid operator, LogReader reader, InstantSource clock) {
    this.logKey = logKey;
    this.operator = operator;
    this.reader = reader;
    this.clock = clock;
  }

  /** All of it, verified; what waits and is damaged is forgotten, to be fetched again. */
  LogFollow verified(OwnConnection own) {
    LogFollow follow = log();
    long logged = follow.size();
    List<SourceEntry> waiting = waiting(own, logged);
    while (!waiting.isEmpty()) {
      Optional<String> damage = follow.takeKnown(waiting);
      if (damage.isPresent()) {
        LOG.warn("verified entries that waited are damaged and fetched again: {}", damage.get());
        own.write(connection -> StagedEntries.drop(connection, logged));
        return log();
      }
      waiting = waiting(own, follow.size());
    }
    // Behind a gap, which no page reaches across, what waits would be in the way of the next.
    if (own.write(connection -> StagedEntries.drop(connection, follow.size()))) {
      LOG.warn("verified entries behind a gap at {} are fetched again", follow.size());
    }
    return follow;
  }

  private static List<SourceEntry> waiting(OwnConnection own, long first) {
    return own.write(connection -> StagedEntries.from(connection, first, CHUNK));
  }

  private LogFollow log() {
    var follow = new LogFollow(logKey, operator, clock);
    Head head = reader.head();
    if (head.size() == 0) {
      return follow;
    }
    switch (follow.open(head.checkpoint())) {
      case Parsed.Value<Checkpoint>(var goal) -> follow.aimAt(goal);
      case Parsed.Malformed<Checkpoint>(var reason) ->
          throw new Refusal("The mirror's own checkpoint is not the log's: " + reason + ".");
    }
    while (!follow.arrived()) {
      refuseOn(follow.take(entries(follow.size())));
    }
    refuseOn(follow.finish());
    refuseOn(follow.unexplained().map(Object::toString));
    return follow;
  }

  private static void refuseOn(Optional<String> finding) {
    Refusal.on(finding.map(sentence -> "The mirror's own log: " + sentence));
  }

  private List<SourceEntry> entries(long first) {
    var entries = new ArrayList<SourceEntry>();
    long bytes = 0;
    for (LogEntry entry : reader.entries(first, CHUNK)) {
      entries.add(
          new SourceEntry(
              new EntryIndex(entry.index()),
              entry.record(),
              entry.facts(),
              entry.assessment(),
              reader.envelope(entry.index())));
      bytes += StagedEntries.bytes(entries.getLast());
      if (bytes >= StagedEntries.PAGE_BYTES) {
        break;
      }
    }
    return entries;
  }

  /** The waiting entries from {@code first} on, for the log; forgets all when there are no more. */
  static List<Draft> drafts(Connection connection, long first) throws SQLException {
    List<SourceEntry> waiting = StagedEntries.from(connection, first, CHUNK);
    if (waiting.isEmpty()) {
      StagedEntries.drop(connection, 0);
    }
    return waiting.stream().map(OwnCopy::draft).toList();
  }

  private static Draft draft(SourceEntry entry) {
    EntryRecord record = EntryRecord.parse(entry.record());
    return new Draft(
        entry.record(),
        entry.facts(),
        record.mediaType(),
        entry.envelope().map(StoredEnvelope::bytes),
        entry.assessment(),
        Facts.parse(entry.facts()).statement() instanceof Takedown takedown
            ? Optional.of(takedown.entry().index().value())
            : Optional.empty(),
        record.receivedAt(),
        record.prefix(),
        (index, leafHash) -> null);
  }
}
