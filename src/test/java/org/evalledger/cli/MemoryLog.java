package org.evalledger.cli;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.evaluation.Admission;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.json.JsonReader;
import org.evalledger.ledger.ConflictKey;
import org.evalledger.ledger.Earlier;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.ledger.RegisteredKey;
import org.evalledger.ledger.Ruling;
import org.evalledger.ledger.Signed;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.merkle.InclusionProof;
import org.evalledger.merkle.MerkleHash;
import org.evalledger.merkle.TreeGrowth;
import org.evalledger.merkle.TreeTip;
import org.evalledger.record.EntryRecord;
import org.evalledger.record.Facts;
import org.evalledger.signing.Envelope;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.Kid;
import org.evalledger.signing.NoteSigner;
import org.evalledger.signing.NoteVerifier;
import org.evalledger.signing.Opened;
import org.evalledger.signing.SignedNote;
import org.evalledger.signing.Typ;
import org.evalledger.signing.Verification;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Role;
import org.evalledger.statement.StatementReader;
import org.evalledger.statement.SubmitterId;
import org.evalledger.suspicion.Assessed;
import org.evalledger.suspicion.Assessor;

/** A log in memory that takes in what the project's own rules admit. Guarded by its own lock. */
final class MemoryLog implements Earlier {
  private final NoteSigner logKey;
  private final Kid operator;
  private final List<LedgerEntry> entries = new ArrayList<>();
  private final List<JsonObject> pages = new ArrayList<>();
  private final Map<Sha256, JsonObject> answers = new HashMap<>();
  private final Map<ConflictKey, StandingResult> standing = new HashMap<>();
  private final Assessor assessor = new Assessor();
  private Ledger ledger;

  MemoryLog(String origin, Kid operator) {
    this.logKey = NoteSigner.generate(origin, new SecureRandom());
    this.operator = operator;
    this.ledger = Ledger.empty(origin, operator);
  }

  sealed interface Decided {}

  record Entered(int status, JsonObject answer) implements Decided {}

  record BadSignature(String why) implements Decided {}

  record Out(Ruling.Refusal refusal) implements Decided {}

  synchronized long size() {
    return entries.size();
  }

  Kid operator() {
    return operator;
  }

  NoteVerifier logKey() {
    return logKey.verifier();
  }

  synchronized List<Sha256> leaves() {
    return entries.stream().map(LedgerEntry::leafHash).toList();
  }

  private TreeGrowth tree() {
    return TreeTip.EMPTY.append(leaves());
  }

  synchronized Bytes checkpoint() {
    TreeTip tip = tree().tip();
    var head = new Checkpoint(logKey.verifier().name(), tip.size(), tip.root());
    return SignedNote.sign(head.text(), logKey).bytes();
  }

  /** Loses the newest entry, as no log may. */
  synchronized void forgetLast() {
    entries.removeLast();
    pages.removeLast();
  }

  synchronized List<Evaluation> evaluations() {
    var all = new ArrayList<Evaluation>();
    for (LedgerEntry entry : entries) {
      if (entry.statement() instanceof Evaluation evaluation) {
        all.add(evaluation);
      }
    }
    return all;
  }

  synchronized Decided submit(EnvelopeFormat format, Bytes envelope, boolean dry) {
    JsonObject before = answers.get(envelope.sha256());
    if (before != null && !dry) {
      return new Entered(200, before);
    }
    if (!(Envelope.open(format, envelope, Typ.STATEMENT) instanceof Opened opened)
        || !(opened.verify(kid -> ledger.key(kid).map(RegisteredKey::key))
            instanceof Verification.Verified verified)) {
      return new BadSignature("A signature is not valid or its key unknown.");
    }
    return switch (StatementReader.readStatement(verified.payload())) {
      case StatementReader.NotJson not -> new BadSignature(not.detail());
      case StatementReader.Invalid(var faults, var asRead) -> new Out(new Ruling.Invalid(faults));
      case StatementReader.Valid valid -> decide(format, envelope, verified, valid, dry);
    };
  }

  private Decided decide(
      EnvelopeFormat format,
      Bytes envelope,
      Verification.Verified verified,
      StatementReader.Valid valid,
      boolean dry) {
    Facts facts = Facts.of(valid);
    var signed = new Signed(facts.statement(), verified.signers(), verified.introduced());
    Instant now = Instant.now();
    return switch (Admission.decide(ledger, this, signed, facts.sha256(), now)) {
      case Ruling.Refusal refusal -> new Out(refusal);
      case Ruling.Admitted admitted -> {
        Optional<Assessed> assessed =
            facts.statement() instanceof Evaluation evaluation && admitted.relation() != null
                ? Optional.of(
                    assessor.assess(ledger, evaluation, admitted.relation(), now, entries.size()))
                : Optional.empty();
        if (dry) {
          yield new Entered(
              200,
              Json.object().put("relation", "any").put("assessment", assessment(assessed)).build());
        }
        var record =
            new EntryRecord(
                facts.statement().type(),
                envelope.sha256(),
                format.mediaType(),
                envelope.length(),
                facts.sha256(),
                facts.statement().header().submitter(),
                verified.signers(),
                admitted.relation(),
                now,
                entries.size(),
                assessed.map(Assessed::summary).orElse(null));
        JsonObject answer = append(record, facts, envelope, assessed, admitted.keys());
        answers.put(envelope.sha256(), answer);
        yield new Entered(201, answer);
      }
    };
  }

  private JsonObject append(
      EntryRecord record,
      Facts facts,
      Bytes envelope,
      Optional<Assessed> assessed,
      List<ConflictKey> keys) {
    int index = entries.size();
    var entry =
        new LedgerEntry(
            new EntryIndex(index), MerkleHash.leaf(record.bytes()), record, facts.statement());
    assessor.fold(ledger, entry);
    ledger = ledger.after(entry);
    entries.add(entry);
    if (facts.statement() instanceof Evaluation evaluation) {
      for (int i = 0; i < keys.size(); i++) {
        standing.put(
            keys.get(i),
            new StandingResult(
                entry.index(), entry.leafHash(), i, evaluation.results().get(i).value()));
      }
    }
    pages.add(
        Json.object()
            .put("index", index)
            .put("leafHash", entry.leafHash().hex())
            .put("record", record.bytes().base64())
            .put("entry", record.json())
            .put("facts", facts.bytes().base64())
            .put(
                "assessment",
                assessed.map(a -> Json.of(a.bytes().base64())).orElseGet(Json::ofNull))
            .put("envelope", envelope.base64())
            .build());
    InclusionProof proof = tree().inclusions().get(index);
    return Json.object()
        .put("index", index)
        .put("leafHash", entry.leafHash().hex())
        .put("record", record.bytes().base64())
        .put("entry", record.json())
        .put(
            "inclusionProof",
            Json.object()
                .put("index", proof.leafIndex())
                .put("treeSize", proof.treeSize().value())
                .put(
                    "hashes",
                    Json.ofStrings(
                        proof.hashes().stream().map(hash -> hash.bytes().base64()).toList()))
                .build())
        .put("checkpoint", checkpoint().utf8())
        .put("assessment", assessment(assessed))
        .put("receipt", "")
        .build();
  }

  private static Json assessment(Optional<Assessed> assessed) {
    return assessed
        .map(a -> ((JsonReader.Value) JsonReader.read(a.bytes())).json())
        .orElseGet(Json::ofNull);
  }

  /** A page of two entries, to be turned often. */
  synchronized JsonObject page(String query) {
    int from =
        query.contains("after=") ? Integer.parseInt(query.replaceAll(".*after=", "")) + 1 : 0;
    int to = Math.min(pages.size(), from + 2);
    return Json.object()
        .put("items", Json.of(pages.subList(from, to)))
        .put("next", to < pages.size() ? Json.of(Integer.toString(to - 1)) : Json.ofNull())
        .build();
  }

  synchronized Optional<JsonObject> submitter(String id) {
    return ledger
        .submitter(new SubmitterId(id))
        .map(
            submitter ->
                Json.object()
                    .put("id", id)
                    .put("organisation", submitter.organisation())
                    .put("affiliations", Json.ofStrings(submitter.affiliations()))
                    .put("namespaces", Json.ofStrings(List.copyOf(submitter.namespaces())))
                    .put(
                        "roles",
                        Json.ofStrings(submitter.roles().stream().map(Role::word).toList()))
                    .put(
                        "keys",
                        Json.of(
                            submitter.keys().stream()
                                .map(kid -> Json.object().put("kid", kid.value()).build())
                                .toList()))
                    .build());
  }

  @Override
  public Optional<EarlierEntry> entry(EntryIndex index) {
    return index.value() < entries.size()
        ? Optional.of(entries.get((int) index.value())).map(MemoryLog::earlier)
        : Optional.empty();
  }

  private static EarlierEntry earlier(LedgerEntry entry) {
    return EarlierEntry.of(entry, false);
  }

  @Override
  public Optional<StandingResult> current(ConflictKey key) {
    return Optional.ofNullable(standing.get(key));
  }
}
