package org.evalledger;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.evalledger.audit.LogSource;
import org.evalledger.audit.SourceEntry;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Sha256;
import org.evalledger.entry.Bundle;
import org.evalledger.entry.BundleEntry;
import org.evalledger.entry.RegistrationChain;
import org.evalledger.evaluation.Admission;
import org.evalledger.json.Json;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.ledger.Authority;
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
import org.evalledger.record.Relation;
import org.evalledger.signing.Envelope;
import org.evalledger.signing.EnvelopeFormat;
import org.evalledger.signing.Jws;
import org.evalledger.signing.NoteSigner;
import org.evalledger.signing.Opened;
import org.evalledger.signing.PublicKey;
import org.evalledger.signing.SignedNote;
import org.evalledger.signing.SigningKey;
import org.evalledger.signing.StoredEnvelope;
import org.evalledger.signing.Typ;
import org.evalledger.signing.Verification;
import org.evalledger.statement.EntryIndex;
import org.evalledger.statement.EntryReference;
import org.evalledger.statement.Evaluation;
import org.evalledger.statement.Reassessment;
import org.evalledger.statement.Role;
import org.evalledger.statement.StatementReader;
import org.evalledger.statement.SubmitterId;
import org.evalledger.statement.Takedown;
import org.evalledger.suspicion.Assessed;
import org.evalledger.suspicion.Assessor;
import org.evalledger.suspicion.Outdone;
import org.jspecify.annotations.Nullable;

/**
 * A ledger in memory, for tests: real statements, signed by real keys from fixed seeds, become
 * records as the service makes them, a batch at a time. It can also be forced to take in what the
 * service never would.
 */
public final class TestLedger {
  /** The log's name. */
  public static final String ORIGIN = "ledger.example.org/log";

  /** The key with which the log signs its checkpoints. */
  public static final NoteSigner LOG_KEY = NoteSigner.ed25519(ORIGIN, seed(1));

  /** The key of entry 0. */
  public static final SigningKey OPERATOR = key(2);

  /** The key with which the service signs receipts. */
  public static final SigningKey SERVICE = key(3);

  /** The first key of submitter {@code lab}, which owns namespace {@code lab}. */
  public static final SigningKey LAB = key(4);

  /** The second key of submitter {@code lab}. */
  public static final SigningKey LAB_ROTATED = key(5);

  /** The key of submitter {@code evaluator}, which owns nothing. */
  public static final SigningKey EVALUATOR = key(6);

  /** A key that nobody registered. */
  public static final SigningKey STRANGER = key(7);

  /** An auditor's clock, behind all that happens here. */
  public static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2027-12-01T00:00:00Z"));

  private static final Instant START = Instant.parse("2026-02-01T00:00:00.000Z");

  private final List<SourceEntry> entries = new ArrayList<>();
  private final List<LedgerEntry> read = new ArrayList<>();
  private final Assessor assessor = new Assessor();
  private Duration gone = Duration.ZERO;
  private Ledger ledger = Ledger.empty(ORIGIN, OPERATOR.kid());

  /** What is submitted: a statement and the keys that sign it. */
  public record Submission(JsonObject statement, List<SigningKey> signers) {
    /** Signed by {@code signers}. */
    public static Submission of(JsonObject statement, SigningKey... signers) {
      return new Submission(statement, List.of(signers));
    }

    StoredEnvelope envelope() {
      Bytes payload = statement.canonical();
      return signers.size() == 1
          ? new StoredEnvelope(
              EnvelopeFormat.JOSE.mediaType(),
              Jws.compact(Typ.STATEMENT, payload, signers.getFirst()))
          : new StoredEnvelope(
              EnvelopeFormat.JOSE_JSON.mediaType(), Jws.general(Typ.STATEMENT, payload, signers));
    }
  }

  /**
   * Entries 0 to 5: the operator, the service, the lab and the evaluator are registered, namespace
   * {@code lab} is granted to the lab, benchmark {@code arithmetic} is there.
   */
  public static TestLedger founded() {
    var log = new TestLedger();
    log.append(TestStatements.register("operator", OPERATOR.publicKey()), OPERATOR);
    log.append(TestStatements.register("service", SERVICE.publicKey()), SERVICE, OPERATOR);
    log.append(TestStatements.register("lab", LAB.publicKey()), LAB, OPERATOR);
    log.append(TestStatements.register("evaluator", EVALUATOR.publicKey()), EVALUATOR, OPERATOR);
    log.append(TestStatements.grant("operator", "lab", "lab", "submitter"), OPERATOR);
    log.append(TestStatements.benchmark("operator", "arithmetic"), OPERATOR);
    return log;
  }

  /**
   * All that can happen: behind the entries of {@link #founded}, 6 to 8 are evaluations in one
   * batch, 9 corrects 6, 10 rotates the lab's key, 11 revokes its first, 12 is an evaluation by the
   * second, 13 withdraws 7, 14 takes down 8, 15 is an evaluation by lab and evaluator together.
   */
  public static TestLedger story() {
    TestLedger log = founded();
    log.appendBatch(
        List.of(
            Submission.of(TestStatements.evaluation("lab", "lab/one", 1, "0.612"), LAB),
            Submission.of(TestStatements.evaluation("lab", "lab/one", 2, "0.598"), LAB),
            Submission.of(
                TestStatements.evaluation("evaluator", "lab/one", 1, "0.551"), EVALUATOR)));
    log.append(TestStatements.correction("lab", "lab/one", 1, "0.602", log.reference(6)), LAB);
    log.append(TestStatements.register("lab", LAB_ROTATED.publicKey()), LAB_ROTATED, LAB);
    log.append(TestStatements.revoke("lab", LAB.publicKey()), LAB_ROTATED);
    log.append(TestStatements.evaluation("lab", "lab/two", 1, "0.7"), LAB_ROTATED);
    log.append(TestStatements.withdrawal("lab", log.reference(7)), LAB_ROTATED);
    log.append(TestStatements.takedown("operator", log.reference(8)), OPERATOR);
    log.append(TestStatements.evaluation("lab", "lab/two", 2, "0.71"), LAB_ROTATED, EVALUATOR);
    return log;
  }

  /**
   * The entries of {@link #story}, and behind them 16 to 18 evaluations in one batch, 19 a policy,
   * 20 what the lab says of its model {@code lab/two}, 21 an evaluation of that, 22 grants the
   * service its role, 23 assesses entry 6 again, 24 is an evaluation, 25 assesses entry 21 again,
   * 26 entry 6 once more.
   */
  public static TestLedger longStory() {
    TestLedger log = story();
    log.appendBatch(
        List.of(
            Submission.of(TestStatements.evaluation("lab", "lab/two", 3, "0.64"), LAB_ROTATED),
            Submission.of(TestStatements.evaluation("evaluator", "lab/two", 3, "0.5"), EVALUATOR),
            Submission.of(TestStatements.evaluation("evaluator", "x/y", 1, "0.4"), EVALUATOR)));
    log.append(TestStatements.policy("operator", "0.01", "0.02"), OPERATOR);
    log.append(TestStatements.model("lab", "lab/two", 500_000_000L, "x/y"), LAB_ROTATED);
    log.append(TestStatements.evaluation("lab", "lab/two", 4, "0.66"), LAB_ROTATED);
    log.reassess(6);
    log.append(TestStatements.evaluation("evaluator", "x/y", 2, "0.41"), EVALUATOR);
    log.reassess(21);
    log.reassess(6);
    return log;
  }

  /** Has the service assess the entry at {@code index} again. */
  public long reassess(long index) {
    grantService();
    Assessed computed = reassessed(new EntryIndex(index));
    return append(TestStatements.reassessment(reference(index), computed.summary()), SERVICE);
  }

  private void grantService() {
    if (!ledger.has(new SubmitterId("service"), Role.SERVICE)) {
      append(TestStatements.grant("operator", "service", "service", "service"), OPERATOR);
    }
  }

  private Assessed reassessed(EntryIndex index) {
    LedgerEntry before = read.get((int) index.value());
    return assessor.reassess(
        ledger,
        (Evaluation) before.statement(),
        Objects.requireNonNull(before.record().relation()),
        before.record().receivedAt(),
        index.value());
  }

  /** Appends one statement in a batch of its own; the rules must admit it. */
  public long append(JsonObject statement, SigningKey... signers) {
    return appendBatch(List.of(Submission.of(statement, signers))).getFirst();
  }

  /** Appends a batch, all against the prefix before it; the rules must admit each. */
  public List<Long> appendBatch(List<Submission> batch) {
    return append(batch, false, record -> record);
  }

  /** Appends a statement whatever the rules say. */
  public long force(JsonObject statement, SigningKey... signers) {
    return force(record -> record, statement, signers);
  }

  /** Appends a statement whatever the rules say, with a record that {@code forgery} makes. */
  public long force(
      UnaryOperator<EntryRecord> forgery, JsonObject statement, SigningKey... signers) {
    return append(List.of(Submission.of(statement, signers)), true, forgery).getFirst();
  }

  /** Lets time go by before the next entry. */
  public void pass(Duration time) {
    gone = gone.plus(time);
  }

  /** All entries as an audit gets them. */
  public List<SourceEntry> entries() {
    return List.copyOf(entries);
  }

  /** The state behind all entries. */
  public Ledger ledger() {
    return ledger;
  }

  /** The entry at {@code index}, as the folds see it. */
  public LedgerEntry read(EntryIndex index) {
    return read.get((int) index.value());
  }

  /** How statements name the entry at {@code index}. */
  public EntryReference reference(long index) {
    return read.get((int) index).reference();
  }

  /** The bundle of the entry at {@code index}, under a checkpoint of all entries. */
  public Bundle bundle(long index) {
    return bundle(entries, ledger, index);
  }

  /** The bundle of one of {@code entries}, whatever they are. */
  public static Bundle bundle(List<SourceEntry> entries, Ledger ledger, long index) {
    List<InclusionProof> proofs = grow(entries).inclusions();
    SourceEntry entry = entries.get((int) index);
    EntryRecord record = EntryRecord.parse(entry.record());
    List<EntryIndex> chain =
        RegistrationChain.of(
            ledger,
            entry.index(),
            record,
            at -> EntryRecord.parse(entries.get((int) at.value()).record()));
    List<PublicKey> keys =
        record.kids().stream().map(kid -> ledger.key(kid).orElseThrow().key()).toList();
    return new Bundle(
        bundled(entry, proofs),
        checkpoint(entries),
        entry.assessment(),
        keys,
        chain.stream().map(at -> bundled(entries.get((int) at.value()), proofs)).toList());
  }

  private static BundleEntry bundled(SourceEntry entry, List<InclusionProof> proofs) {
    return BundleEntry.of(
        entry.record(), entry.envelope(), entry.facts(), proofs.get((int) entry.index().value()));
  }

  /** A checkpoint of {@code entries}, signed by the log. */
  public static Bytes checkpoint(List<SourceEntry> entries) {
    TreeTip tip = grow(entries).tip();
    var head = new Checkpoint(ORIGIN, tip.size(), tip.root());
    return SignedNote.sign(head.text(), LOG_KEY).bytes();
  }

  private static TreeGrowth grow(List<SourceEntry> entries) {
    List<Sha256> leaves = entries.stream().map(entry -> MerkleHash.leaf(entry.record())).toList();
    return TreeTip.EMPTY.append(leaves);
  }

  /** This log, ten entries at a time. */
  public LogSource source() {
    return source(entries);
  }

  /** A log of {@code entries}, whatever they are, under a checkpoint that covers them. */
  public static LogSource source(List<SourceEntry> entries) {
    return source(checkpoint(entries), entries);
  }

  /** A log that shows {@code checkpoint} and hands out {@code entries}. */
  public static LogSource source(Bytes checkpoint, List<SourceEntry> entries) {
    return source(checkpoint, checkpoint, entries, 0);
  }

  /** The same, which shows {@code later} when it is asked again. */
  public static LogSource source(Bytes checkpoint, Bytes later, List<SourceEntry> entries) {
    return source(checkpoint, later, entries, 0);
  }

  private static LogSource source(
      Bytes checkpoint, Bytes later, List<SourceEntry> entries, long first) {
    return new LogSource() {
      private int next = (int) first;

      @Override
      public Bytes checkpoint() throws IOException {
        return checkpoint;
      }

      @Override
      public List<SourceEntry> next() throws IOException {
        int from = next;
        next = Integer.min(entries.size(), from + 10);
        return List.copyOf(entries.subList(from, next));
      }

      @Override
      public LogSource later(long first) throws IOException {
        return source(later, later, entries, first);
      }
    };
  }

  private List<Long> append(
      List<Submission> batch, boolean force, UnaryOperator<EntryRecord> forgery) {
    var drafts = new ArrayList<LedgerEntry>();
    for (Submission submission : batch) {
      drafts.add(draft(submission.envelope(), entries.size(), force, forgery));
    }
    for (LedgerEntry draft : drafts) {
      assessor.fold(ledger, draft);
      ledger = ledger.after(draft);
      read.add(draft);
      if (draft.statement() instanceof Takedown takedown) {
        erase((int) takedown.entry().index().value());
      }
    }
    return drafts.stream().map(draft -> draft.index().value()).toList();
  }

  private void erase(int index) {
    SourceEntry entry = entries.get(index);
    entries.set(
        index,
        new SourceEntry(
            entry.index(), entry.record(), entry.facts(), entry.assessment(), Optional.empty()));
  }

  private LedgerEntry draft(
      StoredEnvelope envelope, int index, boolean force, UnaryOperator<EntryRecord> forgery) {
    Verification.Verified verified = verified(envelope);
    Facts facts = facts(verified.payload());
    var signed = new Signed(facts.statement(), verified.signers(), verified.introduced());
    // A minute goes by between batches, nothing within one.
    Instant receivedAt = START.plusSeconds(60L * read.size()).plus(gone);
    Relation relation = relation(signed, facts.sha256(), receivedAt, force);
    Optional<Assessed> assessed =
        facts.statement() instanceof Evaluation evaluation && relation != null
            ? Optional.of(assessor.assess(ledger, evaluation, relation, receivedAt, index))
            : facts.statement() instanceof Reassessment again
                ? Optional.of(reassessed(again.entry().index()))
                : Optional.empty();
    EntryRecord record =
        forgery.apply(
            new EntryRecord(
                facts.statement().type(),
                envelope.bytes().sha256(),
                envelope.mediaType(),
                envelope.bytes().length(),
                facts.sha256(),
                facts.statement().header().submitter(),
                verified.signers(),
                relation,
                receivedAt,
                read.size(),
                assessed.map(Assessed::summary).orElse(null)));
    var at = new EntryIndex(index);
    entries.add(
        new SourceEntry(
            at,
            record.bytes(),
            facts.bytes(),
            assessed.map(Assessed::bytes),
            Optional.of(envelope)));
    return new LedgerEntry(
        at,
        MerkleHash.leaf(record.bytes()),
        record,
        facts.statement(),
        Outdone.of(at, facts.statement(), assessed.map(Assessed::bytes)),
        assessed.map(Assessed::results).orElse(List.of()));
  }

  private static Facts facts(Bytes payload) {
    return switch (StatementReader.readStatement(payload)) {
      case StatementReader.Valid valid -> Facts.of(valid);
      case StatementReader.Invalid invalid -> throw new IllegalArgumentException("" + invalid);
      case StatementReader.NotJson not -> throw new IllegalArgumentException("" + not);
    };
  }

  private Verification.Verified verified(StoredEnvelope envelope) {
    var format = EnvelopeFormat.ofMediaType(envelope.mediaType()).orElseThrow();
    var opened = (Opened) Envelope.open(format, envelope.bytes(), Typ.STATEMENT);
    return (Verification.Verified) opened.verify(kid -> ledger.key(kid).map(RegisteredKey::key));
  }

  private @Nullable Relation relation(
      Signed signed, Sha256 facts, Instant receivedAt, boolean force) {
    if (force) {
      return signed.statement() instanceof Evaluation evaluation
          ? Authority.relation(ledger, signed, evaluation)
          : null;
    }
    Ruling ruling = Admission.decide(ledger, new ScannedEarlier(read), signed, facts, receivedAt);
    return switch (ruling) {
      case Ruling.Admitted admitted -> admitted.relation();
      case Ruling.Refusal refusal -> throw new IllegalArgumentException("refused: " + refusal);
    };
  }

  /** The Ed25519 key whose secret is 32 times the byte {@code number}. */
  public static SigningKey key(int number) {
    Bytes secret = seed(number);
    var point = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(secret.toArray(), 0, point, 0);
    var jwk =
        Json.object()
            .put("kty", "OKP")
            .put("crv", "Ed25519")
            .put("alg", "Ed25519")
            .put("x", Bytes.copyOf(point).base64Url())
            .put("d", secret.base64Url())
            .build();
    return SigningKey.parse(jwk).orThrow();
  }

  private static Bytes seed(int number) {
    var seed = new byte[Ed25519.SECRET_KEY_SIZE];
    Arrays.fill(seed, (byte) number);
    return Bytes.copyOf(seed);
  }
}
