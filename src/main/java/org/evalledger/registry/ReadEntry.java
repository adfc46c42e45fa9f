package org.evalledger.registry;

import java.util.ArrayList;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonArray;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.Json.JsonString;
import org.evalledger.json.JsonReader;
import org.evalledger.ledger.ConflictKey;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.log.LogEntry;
import org.evalledger.record.EntryRecord;
import org.evalledger.record.Facts;
import org.evalledger.record.Verdict;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Statement;
import org.evalledger.suspicion.Assessed;
import org.evalledger.suspicion.Outdone;

/**
 * What the bytes of a log entry say.
 *
 * @param entry its record and facts
 * @param keys conflict keys of its results, in their order; empty for types without
 * @param assessed what its assessment says of each result, in their order; empty for types without
 */
public record ReadEntry(
    LedgerEntry entry, List<ConflictKey> keys, List<Assessed.OfResult> assessed) {
  public ReadEntry {
    keys = List.copyOf(keys);
    assessed = List.copyOf(assessed);
  }

  /** What {@code entry} says, read at most once. */
  public static ReadEntry of(LogEntry entry) {
    return entry.read(ReadEntry.class, ReadEntry::read);
  }

  private static ReadEntry read(LogEntry entry) {
    Statement statement = Facts.parse(entry.facts()).statement();
    return new ReadEntry(
        new LedgerEntry(
            new EntryIndex(entry.index()),
            entry.leafHash(),
            EntryRecord.parse(entry.record()),
            statement,
            Outdone.of(new EntryIndex(entry.index()), statement, entry.assessment())),
        statement instanceof Evaluation evaluation ? ConflictKey.of(evaluation) : List.of(),
        entry.assessment().map(ReadEntry::assessed).orElse(List.of()));
  }

  private static List<Assessed.OfResult> assessed(Bytes assessment) {
    if (JsonReader.read(assessment) instanceof JsonReader.Value(JsonObject object)
        && object.get("results") instanceof JsonArray(var items)) {
      var results = new ArrayList<Assessed.OfResult>();
      for (Json item : items) {
        if (item instanceof JsonObject result
            && result.get("verdict") instanceof JsonString(var verdict)) {
          results.add(
              new Assessed.OfResult(
                  result.get("suspicion") instanceof JsonString(var text) ? text : null,
                  Verdict.of(verdict).orElseThrow()));
        }
      }
      return results;
    }
    throw new IllegalArgumentException("an assessment that is none");
  }
}
