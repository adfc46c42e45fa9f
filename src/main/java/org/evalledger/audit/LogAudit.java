package org.evalledger.audit;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.evalledger.audit.AuditReport.Tally;
import org.evalledger.audit.Finding.Kind;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.signing.Kid;
import org.evalledger.signing.NotePolicy;
import org.evalledger.signing.NoteVerifier;
import org.evalledger.signing.SignedNote;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes a whole log from what it hands out: every hash, signature, authority, relation and
 * assessment, under one checkpoint. It trusts the keys it is given and nothing else.
 */
public final class LogAudit {
  /** How old the oldest entry may be that no quorum has seen yet, where nothing else is said. */
  public static final Duration WITNESS_LAG = Duration.ofMinutes(10);

  /** How long ago a quorum may have seen the log last, where nothing else is said. */
  public static final Duration WITNESS_AGE = Duration.ofHours(24);

  private final Demands demands;
  private final Kid operator;
  private final Optional<Bytes> remembered;
  private final InstantSource clock;
  private final Progress progress;

  /**
   * What an audit asks of the log beyond that it holds together.
   *
   * @param policy the logs that are believed and the witnesses that must have cosigned
   * @param requireWitness whether a log without a quorum fails also where the policy asks for none
   * @param witnessed the newest checkpoint with cosignatures, where the log shows one apart from
   *     its newest; it must fit into the log
   * @param witnessLag how long before the audit the oldest entry behind that checkpoint may have
   *     been received: witnesses lag by seconds, and behind one that stopped anything could stand
   * @param witnessAge how long before the audit the quorum may have cosigned that checkpoint, by
   *     the witnesses' own clocks, where anything stands behind it: when it was received only the
   *     log says
   * @param rememberedAt when the remembered checkpoint was the log's newest, by the auditor's own
   *     clock; empty when that is not known
   * @param others what others were shown of the log
   */
  public record Demands(
      NotePolicy policy,
      boolean requireWitness,
      Optional<Bytes> witnessed,
      Duration witnessLag,
      Duration witnessAge,
      Optional<Instant> rememberedAt,
      List<OtherView> others) {
    public Demands {
      others = List.copyOf(others);
    }
  }

  /**
   * @param logKey the log's public key; its name is the log's origin
   * @param operator thumbprint of the key that must have written entry 0
   * @param remembered the checkpoint of an earlier audit, a signed note; empty at the first
   * @param clock the auditor's own
   * @param progress is told how far it is
   */
  public LogAudit(
      NoteVerifier logKey,
      Kid operator,
      Optional<Bytes> remembered,
      InstantSource clock,
      Progress progress) {
    this(
        new Demands(
            NotePolicy.ofLogs(List.of(logKey)),
            false,
            Optional.empty(),
            WITNESS_LAG,
            WITNESS_AGE,
            Optional.empty(),
            List.of()),
        operator,
        remembered,
        clock,
        progress);
  }

  /**
   * @param demands what is asked of the log
   * @param operator thumbprint of the key that must have written entry 0
   * @param remembered the checkpoint of an earlier audit, a signed note; empty at the first
   * @param clock the auditor's own
   * @param progress is told how far it is
   */
  public LogAudit(
      Demands demands,
      Kid operator,
      Optional<Bytes> remembered,
      InstantSource clock,
      Progress progress) {
    this.demands = demands;
    this.operator = operator;
    this.remembered = remembered;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Walks all entries that the newest checkpoint covers.
   *
   * @throws IOException when {@code source} cannot be read
   */
  public AuditReport run(LogSource source) throws IOException {
    var findings = new Findings();
    Instant start = clock.instant();
    Bytes note = source.checkpoint();
    Heads.Head head = open(note, "The log's checkpoint", findings);
    if (head == null) {
      String nobody = "NOT WITNESSED: there is no head to be seen.";
      return report(note, new Tally(0, 0, 0, 0, 0, 0), nobody, findings);
    }
    var views = new Views(head.checkpoint(), findings);
    bothLines(note, head, findings);
    Heads.Head before =
        remembered.isEmpty() ? null : open(remembered.get(), "The remembered checkpoint", findings);
    if (before != null) {
      views.before(before.checkpoint(), "when the log was audited before");
    }
    for (OtherView other : demands.others) {
      views.add(other, demands.policy);
    }
    Heads.Head vouched = vouched(head, views, findings);
    var walk = new Walk(head.checkpoint(), views, operator, findings);
    walk.aimAt(head.checkpoint(), start);
    walk.watch(vouched.checkpoint().size().value());
    Stream.ofNullable(before).forEach(seen -> remembered(seen, walk));
    cosigned(vouched, walk);
    cosigned(head, walk);
    take(source, walk, head.checkpoint());
    var shown = new Shown(note, head);
    Shown last = walk.arrived() ? explained(source, walk, shown, views, findings) : shown;
    boolean newer = !last.equals(shown);
    boolean seen = last.head.seen().witnessed() || !vouched.seen().witnessed();
    var tail =
        new Tail(
            newer && seen ? last.head : vouched, last.head.checkpoint(), walk.watched(), start);
    boolean demanded = demands.requireWitness || demands.policy.asksForWitnesses();
    if (demanded) {
      tail.fault(demands.policy, demands.witnessLag, demands.witnessAge)
          .ifPresent(sentence -> findings.add(null, Kind.WITNESSES, sentence));
    }
    return report(last.note, walk.tally(), tail.sentence(demands.policy), findings);
  }

  private void remembered(Heads.Head head, Walk walk) {
    cosigned(head, walk);
    demands
        .rememberedAt
        .map(time -> floor(head, time, "when it was audited before"))
        .ifPresent(walk::notBefore);
  }

  private void cosigned(Heads.Head head, Walk walk) {
    demands
        .policy
        .quorumSince(head.seen().cosignatures())
        .map(time -> floor(head, time, "by its witnesses' clocks"))
        .ifPresent(walk::notBefore);
  }

  private static Floor floor(Heads.Head head, Instant time, String whose) {
    return new Floor(head.checkpoint().size().value(), time, whose);
  }

  /** A head as the log showed it. */
  private record Shown(Bytes note, Heads.Head head) {}

  /** The newest head that a quorum saw; the newest of all where none did. */
  private Heads.Head vouched(Heads.Head head, Views views, Findings findings) {
    if (head.seen().witnessed() || demands.witnessed.isEmpty()) {
      return head;
    }
    Heads.Head apart = open(demands.witnessed.get(), "The witnessed checkpoint", findings);
    if (apart == null) {
      return head;
    }
    views.before(apart.checkpoint(), "when witnesses saw it");
    return apart;
  }

  private void take(LogSource source, Walk walk, Checkpoint head) throws IOException {
    while (walk.wants() > 0) {
      if (!walk.take(source.next())) {
        break;
      }
      progress.checked(walk.size(), head.size().value());
    }
    walk.holdAgainstHead();
  }

  /**
   * Finds entries whose envelope is gone and that no takedown names. One may have been logged since
   * the head was shown, so where there are such entries the log is followed to its newest head,
   * once, and all between the two is judged as what came before.
   *
   * @return the last head that the log was followed to: whatever only that explains, it must never
   *     take back, and witnesses must see it as they see any other
   */
  private Shown explained(LogSource source, Walk walk, Shown shown, Views views, Findings findings)
      throws IOException {
    var gone = new TreeSet<>(walk.unexplained());
    Shown last = gone.isEmpty() ? shown : newer(source, walk, shown, views, findings);
    gone.retainAll(walk.unexplained());
    gone.forEach(index -> findings.add(Walk.erased(index)));
    return last;
  }

  private Shown newer(LogSource source, Walk walk, Shown shown, Views views, Findings findings)
      throws IOException {
    LogSource later = source.later(walk.size());
    Bytes note = later.checkpoint();
    Heads.Head newer = open(note, "The log's newer checkpoint", findings);
    Checkpoint before = shown.head.checkpoint();
    if (newer == null
        || !newer.checkpoint().origin().equals(before.origin())
        || newer.checkpoint().size().compareTo(before.size()) <= 0) {
      return shown;
    }
    bothLines(note, newer, findings);
    views.goOn(newer.checkpoint());
    walk.aimAt(newer.checkpoint(), clock.instant());
    take(later, walk, newer.checkpoint());
    return new Shown(note, newer);
  }

  /** What the log shows now is signed with each kind of key that is known of it. */
  private void bothLines(Bytes note, Heads.Head head, Findings findings) {
    demands
        .policy
        .unsigned(SignedNote.parse(note).orElseThrow(), head.checkpoint().origin())
        .ifPresent(
            key ->
                findings.add(
                    null,
                    Kind.CHECKPOINT,
                    "The log's checkpoint at size %s lacks the signature by its %s key %s."
                        .formatted(head.checkpoint().size(), key.algorithm(), key.keyId())));
  }

  private Heads.@Nullable Head open(Bytes note, String what, Findings findings) {
    return switch (Heads.open(note, demands.policy)) {
      case Parsed.Value<Heads.Head>(var head) -> head;
      case Parsed.Malformed<Heads.Head>(var reason) -> {
        findings.add(null, Kind.CHECKPOINT, what + " is not the log's: " + reason + ".");
        yield null;
      }
    };
  }

  private static AuditReport report(Bytes note, Tally tally, String witnesses, Findings findings) {
    return new AuditReport(note, tally, witnesses, findings.first(), findings.counts());
  }
}
