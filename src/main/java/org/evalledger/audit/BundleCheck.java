package org.evalledger.audit;

import java.util.List;
import java.util.Optional;
import org.evalledger.audit.BundleReport.Part;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.entry.Bundle;
import org.evalledger.entry.BundleEntry;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.merkle.MerkleHash;
import org.evalledger.merkle.ProofCheck;
import org.evalledger.record.EntryRecord;
import org.evalledger.record.Facts;
import org.evalledger.signing.Kid;
import org.evalledger.signing.NotePolicy;
import org.evalledger.signing.NoteVerifier;
import org.evalledger.signing.PublicKey;

/**
 * Checks a bundle with the log's public key alone (promise 5). Whether a key was revoked later is
 * not checked: no single entry can tell; {@link LogAudit} does.
 */
public final class BundleCheck {
  private final NotePolicy policy;
  private final Optional<Kid> operator;
  private final boolean requireWitness;

  /**
   * @param logKey the log's public key, from somewhere other than the bundle
   * @param operator thumbprint of the key that wrote entry 0; empty when it is not pinned
   * @param requireWitness whether a head that nobody else saw is a failure
   */
  public BundleCheck(NoteVerifier logKey, Optional<Kid> operator, boolean requireWitness) {
    this(NotePolicy.ofLogs(List.of(logKey)), operator, requireWitness);
  }

  /**
   * @param policy the logs that are believed, from somewhere other than the bundle, and the
   *     witnesses it asks for; a quorum that is not met is a failure
   * @param operator thumbprint of the key that wrote entry 0; empty when it is not pinned
   * @param requireWitness whether a head that nobody else saw is a failure, also where the policy
   *     asks for no witness
   */
  public BundleCheck(NotePolicy policy, Optional<Kid> operator, boolean requireWitness) {
    this.policy = policy;
    this.operator = operator;
    this.requireWitness = requireWitness;
  }

  /** Reads and checks. */
  public BundleReport check(Bytes bundle) {
    return switch (Bundle.parse(bundle)) {
      case Parsed.Value<Bundle>(var read) -> check(read);
      case Parsed.Malformed<Bundle>(var reason) -> {
        var lines = new Lines();
        lines.fails(Part.FORM, "This is no bundle: " + reason + ".");
        yield lines.report();
      }
    };
  }

  /** Checks all parts; one that fails does not keep the others from being looked at. */
  public BundleReport check(Bundle bundle) {
    var lines = new Lines();
    BundleEntry entry = bundle.entry();
    Optional<Heads.Head> opened = head(bundle, lines);
    Optional<Checkpoint> head = opened.map(Heads.Head::checkpoint);
    Optional<EntryRecord> record = record(entry, lines);
    proof(entry, head, lines);
    record.ifPresentOrElse(
        read -> outside(bundle, read, head, lines),
        () -> lines.notChecked(Part.ENVELOPE, "Without a record nothing else can be told."));
    if (record.isPresent() && head.isPresent()) {
      new RegistrationCheck(head.get(), operator).check(bundle, record.get(), lines);
    }
    witnesses(opened, lines);
    return lines.report();
  }

  private Optional<Heads.Head> head(Bundle bundle, Lines lines) {
    return switch (Heads.open(bundle.checkpoint(), policy)) {
      case Parsed.Value<Heads.Head>(var head) -> {
        lines.holds(
            Part.CHECKPOINT,
            "The head of \"%s\" at size %s is signed by the log's key %s."
                .formatted(
                    head.checkpoint().origin(),
                    head.checkpoint().size(),
                    head.seen().log().keyId()));
        yield Optional.of(head);
      }
      case Parsed.Malformed<Heads.Head>(var reason) -> {
        lines.fails(Part.CHECKPOINT, "The checkpoint is not the log's: " + reason + ".");
        yield Optional.empty();
      }
    };
  }

  private static Optional<EntryRecord> record(BundleEntry entry, Lines lines) {
    return switch (readRecord(entry)) {
      case Parsed.Value<EntryRecord>(var record) -> {
        lines.holds(
            Part.RECORD,
            "The record is entry %d, leaf hash %s."
                .formatted(entry.index().value(), entry.leafHash().hex()));
        yield Optional.of(record);
      }
      case Parsed.Malformed<EntryRecord>(var reason) -> {
        lines.fails(Part.RECORD, "The record is not the entry's: " + reason + ".");
        yield Optional.empty();
      }
    };
  }

  /** The record of {@code entry}, if its hash is the one the entry is called by. */
  static Parsed<EntryRecord> readRecord(BundleEntry entry) {
    var hash = MerkleHash.leaf(entry.record());
    return hash.equals(entry.leafHash())
        ? Parsed.of(() -> EntryRecord.parse(entry.record()))
        : new Parsed.Malformed<>(
            "its leaf hash is %s, want %s".formatted(hash.hex(), entry.leafHash().hex()));
  }

  private static void proof(BundleEntry entry, Optional<Checkpoint> head, Lines lines) {
    if (head.isEmpty()) {
      lines.notChecked(Part.PROOF, "Without the log's checkpoint inclusion cannot be told.");
      return;
    }
    lines.add(
        Part.PROOF,
        inclusionFault(entry, head.get()),
        "Included: the proof leads from that leaf hash at index %d to the checkpoint's root."
            .formatted(entry.index().value()));
  }

  static Optional<String> inclusionFault(BundleEntry entry, Checkpoint head) {
    return switch (entry.proof(head.size()).verify(entry.leafHash(), head.root())) {
      case ProofCheck.Proven proven -> Optional.empty();
      case ProofCheck.Refused(var reason) ->
          Optional.of("The inclusion proof does not hold: " + reason);
    };
  }

  /** What the record names and the bundle carries. */
  private void outside(Bundle bundle, EntryRecord record, Optional<Checkpoint> head, Lines lines) {
    var against = new Against(record);
    Optional<String> swapped = bundle.entry().envelope().flatMap(against::envelope);
    if (bundle.entry().envelope().isEmpty()) {
      lines.notChecked(
          Part.ENVELOPE,
          "No envelope is given: nobody's signature was checked; whether it was erased, an audit"
              + " tells.");
    } else {
      lines.add(
          Part.ENVELOPE,
          swapped.map(reason -> "The envelope is not the record's: " + reason),
          "The envelope has the record's digest and size, %d bytes.".formatted(record.size()));
    }
    keys(bundle, against, lines);
    Optional<Testimony> testimony = testimony(bundle, swapped.isPresent(), against, lines);
    facts(bundle, against, testimony, head, lines);
    assessment(bundle, against, lines);
  }

  private static void keys(Bundle bundle, Against against, Lines lines) {
    List<Kid> kids = bundle.keys().stream().map(PublicKey::thumbprint).toList();
    lines.add(
        Part.KEYS,
        against.signers(kids).map(reason -> "The keys are not the record's: " + reason),
        "The public keys have the thumbprints that the record names: %s.".formatted(kids));
  }

  private static Optional<Testimony> testimony(
      Bundle bundle, boolean swapped, Against against, Lines lines) {
    if (swapped || bundle.entry().envelope().isEmpty()) {
      lines.notChecked(Part.SIGNATURES, "Without the envelope nobody's signature was checked.");
      return Optional.empty();
    }
    var testimony =
        Testimony.of(
            bundle.entry().envelope().get(),
            kid -> bundle.keys().stream().filter(key -> key.thumbprint().equals(kid)).findFirst());
    switch (testimony) {
      case Testimony.NotSigned(var reason) ->
          lines.fails(Part.SIGNATURES, "The signatures do not hold: " + reason);
      case Testimony.NoStatement(var reason) ->
          lines.fails(Part.SIGNATURES, "The envelope is no signed statement: " + reason + ".");
      case Testimony.Given given ->
          lines.add(
              Part.SIGNATURES,
              against.signers(given.signers()).map(why -> "The signers differ: " + why),
              "Signed by %s over the exact bytes of the envelope.".formatted(given.signers()));
    }
    return Optional.of(testimony);
  }

  private void facts(
      Bundle bundle,
      Against against,
      Optional<Testimony> testimony,
      Optional<Checkpoint> head,
      Lines lines) {
    Bytes facts = bundle.entry().facts();
    boolean derived = testimony.filter(Testimony.Given.class::isInstance).isPresent();
    lines.add(
        Part.FACTS,
        factsFault(facts, against, testimony).or(() -> addressee(facts, head)),
        derived
            ? "The facts have the record's digest and follow from the envelope."
            : "The facts have the record's digest.");
  }

  static Optional<String> factsFault(Bytes facts, Against against, Optional<Testimony> testimony) {
    Optional<String> other =
        against.facts(facts).map(why -> "The facts are not the record's: " + why);
    if (other.isPresent()) {
      return other;
    }
    return switch (Against.parse(facts)) {
      case Parsed.Malformed<Facts>(var reason) -> Optional.of("The facts are none: " + reason);
      case Parsed.Value<Facts>(var read) ->
          testimony.isPresent()
                  && testimony.get() instanceof Testimony.Given given
                  && !given.facts().bytes().equals(facts)
              ? Optional.of("The facts are not what the envelope gives")
              : against.statement(read.statement()).map(why -> "The record is of another: " + why);
    };
  }

  private Optional<String> addressee(Bytes facts, Optional<Checkpoint> head) {
    List<String> ledgers = Facts.parse(facts).statement().header().ledgers();
    List<String> origins =
        head.map(Checkpoint::origin)
            .map(List::of)
            .orElseGet(() -> policy.logs().stream().map(NoteVerifier::name).distinct().toList());
    return origins.stream().anyMatch(ledgers::contains)
        ? Optional.empty()
        : Optional.of(
            "The statement is for %s, not for \"%s\""
                .formatted(ledgers, String.join("\" or \"", origins)));
  }

  private static void assessment(Bundle bundle, Against against, Lines lines) {
    Optional<String> fault = against.assessment(bundle.assessment());
    if (fault.isPresent()) {
      lines.fails(Part.ASSESSMENT, "The assessment is not the record's: " + fault.get() + ".");
    } else if (bundle.assessment().isPresent()) {
      lines.holds(
          Part.ASSESSMENT,
          "The assessment has the record's digest; an audit of the log recomputes it.");
    }
  }

  private void witnesses(Optional<Heads.Head> head, Lines lines) {
    String sentence =
        head.map(opened -> Witnessing.sentence(policy, opened.seen()))
            .orElse("NOT WITNESSED: nobody vouches for this head.");
    if (head.filter(opened -> opened.seen().witnessed()).isPresent()) {
      lines.holds(Part.WITNESSES, sentence);
    } else if (requireWitness || policy.asksForWitnesses()) {
      lines.fails(Part.WITNESSES, sentence);
    } else {
      lines.notChecked(Part.WITNESSES, sentence);
    }
  }
}
