package org.evalledger.audit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.evalledger.bytes.Bytes;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.record.Facts;
import org.evalledger.record.Relation;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.Evaluation;

/**
 * The evaluations before an entry, since any of them may be assessed again. Their facts are kept
 * deflated: about half a kilobyte for each of a few results.
 */
final class SeenEvaluations {
  private final Map<EntryIndex, Kept> kept = new HashMap<>();

  private record Kept(Relation relation, Instant receivedAt, Bytes deflated) {}

  /**
   * What an assessment is made of.
   *
   * @param evaluation what the facts say
   * @param relation as the record states it
   * @param receivedAt as the record states it
   */
  record Seen(Evaluation evaluation, Relation relation, Instant receivedAt) {}

  void add(LedgerEntry entry, Bytes facts) {
    Relation relation = entry.record().relation();
    if (entry.statement() instanceof Evaluation && relation != null) {
      kept.put(entry.index(), new Kept(relation, entry.record().receivedAt(), deflated(facts)));
    }
  }

  Optional<Seen> get(EntryIndex index) {
    Kept found = kept.get(index);
    return found != null
            && Facts.parse(inflated(found.deflated)).statement() instanceof Evaluation evaluation
        ? Optional.of(new Seen(evaluation, found.relation, found.receivedAt))
        : Optional.empty();
  }

  private static Bytes deflated(Bytes facts) {
    var out = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(out)) {
      deflater.write(facts.toArray());
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    }
    return Bytes.copyOf(out.toByteArray());
  }

  private static Bytes inflated(Bytes deflated) {
    try (var in = new InflaterInputStream(new ByteArrayInputStream(deflated.toArray()))) {
      return Bytes.copyOf(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    }
  }
}
