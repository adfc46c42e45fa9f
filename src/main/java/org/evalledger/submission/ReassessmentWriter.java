package org.evalledger.submission;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.evalledger.bytes.Bytes;
import org.evalledger.json.Json;
import org.evalledger.json.JsonReader;
import org.evalledger.ledger.Signed;
import org.evalledger.log.LogIdentity;
import org.evalledger.record.Facts;
import org.evalledger.record.Timestamp;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.Jws;
import org.evalledger.signing.Typ;
import org.evalledger.statement.EntryReference;
import org.evalledger.statement.Reassessment;
import org.evalledger.statement.StatementReader;
import org.evalledger.suspicion.Assessed;
import org.evalledger.suspicion.SizeProfile1;

/**
 * Writes the service's re-assessments. An assessment holds for one prefix, and which one that is
 * nobody knows before the statement's turn comes; so the sequencer has it written then.
 */
@Singleton
final class ReassessmentWriter {
  private static final Json NOTHING_YET = Json.object().build();

  private final ServiceKey key;
  private final LogIdentity identity;
  private final Clock clock;

  ReassessmentWriter(ServiceKey key, LogIdentity identity, Clock clock) {
    this.key = key;
    this.identity = identity;
    this.clock = clock;
  }

  /** A place in the queue for the re-assessment of {@code entry}. */
  Candidate wanted(EntryReference entry) {
    return candidate(entry, NOTHING_YET, Intent.WRITE, new CompletableFuture<>());
  }

  /** What {@code wanted} becomes now that it is known what it says. */
  Candidate written(Candidate wanted, Reassessment of, Assessed computed) {
    Json assessment =
        switch (JsonReader.read(computed.bytes())) {
          case JsonReader.Value(var json) -> json;
          case JsonReader.NotJson not -> throw new IllegalStateException(not.detail());
        };
    return candidate(of.entry(), assessment, Intent.ENTER, wanted.verdict());
  }

  private Candidate candidate(
      EntryReference entry, Json assessment, Intent intent, CompletableFuture<Decided> verdict) {
    Bytes payload = statement(entry, assessment).canonical();
    if (!(StatementReader.readStatement(payload) instanceof StatementReader.Valid valid)) {
      throw new IllegalStateException("a re-assessment that is no statement");
    }
    Bytes envelope = Jws.compact(Typ.STATEMENT, payload, key.key());
    Facts facts = Facts.of(valid);
    return new Candidate(
        EnvelopeFormat.JOSE,
        envelope,
        envelope.sha256(),
        new Signed(facts.statement(), List.of(key.key().kid()), Optional.empty()),
        facts,
        List.of(),
        intent,
        verdict);
  }

  private Json statement(EntryReference entry, Json assessment) {
    return Json.object()
        .put("type", "reassessment")
        .put("version", 1)
        .put("ledgers", Json.ofStrings(List.of(identity.origin())))
        .put("submitter", ServiceKey.SUBMITTER)
        .put("issuedAt", Timestamp.write(clock.instant()))
        .put(
            "entry",
            Json.object()
                .put("index", entry.index().value())
                .put("leafHash", entry.leafHash().hex())
                .build())
        .put("algorithm", SizeProfile1.ID)
        .put("assessment", assessment)
        .build();
  }
}
