package org.evalledger.audit;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.evalledger.audit.AuditReport.Tally;
import org.evalledger.audit.Finding.Kind;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.signing.Kid;
import org.evalledger.signing.NotePolicy;
import org.evalledger.signing.NoteVerifier;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes a whole log from what it hands out: every hash, signature, authority, relation and
 * assessment, under one checkpoint. It trusts the keys it is given and nothing else.
 */
public final class LogAudit {
  private final Demands demands;
  private final Kid operator;
  private final Optional<Bytes> remembered;
  private final Progress progress;

  /**
   * What an audit asks of the log beyond that it holds together.
   *
   * @param policy the logs that are believed and the witnesses that must have cosigned
   * @param requireWitness whether a log without a quorum fails also where the policy asks for none
   * @param witnessed the newest checkpoint with cosignatures, where the log shows one apart from
   *     its newest; it must fit into the log
   * @param others what others were shown of the log
   */
  public record Demands(
      NotePolicy policy,
      boolean requireWitness,
      Optional<Bytes> witnessed,
      List<OtherView> others) {
    public Demands {
      others = List.copyOf(others);
    }
  }

  /**
   * @param logKey the log's public key; its name is the log's origin
   * @param operator thumbprint of the key that must have written entry 0
   * @param remembered the checkpoint of an earlier audit, a signed note; empty at the first
   * @param progress is told how far it is
   */
  public LogAudit(
      NoteVerifier logKey, Kid operator, Optional<Bytes> remembered, Progress progress) {
    this(
        new Demands(NotePolicy.ofLogs(List.of(logKey)), false, Optional.empty(), List.of()),
        operator,
        remembered,
        progress);
  }

  /**
   * @param demands what is asked of the log
   * @param operator thumbprint of the key that must have written entry 0
   * @param remembered the checkpoint of an earlier audit, a signed note; empty at the first
   * @param progress is told how far it is
   */
  public LogAudit(Demands demands, Kid operator, Optional<Bytes> remembered, Progress progress) {
    this.demands = demands;
    this.operator = operator;
    this.remembered = remembered;
    this.progress = progress;
  }

  /**
   * Walks all entries that the newest checkpoint covers.
   *
   * @throws IOException when {@code source} cannot be read
   */
  public AuditReport run(LogSource source) throws IOException {
    var findings = new Findings();
    Bytes note = source.checkpoint();
    Heads.Head head = open(note, "The log's checkpoint", findings);
    if (head == null) {
      String nobody = "NOT WITNESSED: there is no head to be seen.";
      return report(note, new Tally(0, 0, 0, 0, 0, 0), nobody, findings);
    }
    var views = new Views(head.checkpoint(), findings);
    Heads.Head before =
        remembered.isEmpty() ? null : open(remembered.get(), "The remembered checkpoint", findings);
    if (before != null) {
      views.before(before.checkpoint(), "when the log was audited before");
    }
    for (OtherView other : demands.others) {
      views.add(other, demands.policy);
    }
    String witnesses = witnesses(head, views, findings);
    var walk = new Walk(head.checkpoint(), views, operator, findings);
    while (walk.wants() > 0) {
      List<SourceEntry> chunk = source.next();
      if (!walk.take(chunk)) {
        break;
      }
      progress.checked(walk.size(), head.checkpoint().size().value());
    }
    walk.finish();
    return report(note, walk.tally(), witnesses, findings);
  }

  /** Who vouches for the newest head, or for the newest that witnesses saw. */
  private String witnesses(Heads.Head head, Views views, Findings findings) {
    Heads.Head seen = head;
    if (!head.seen().witnessed() && demands.witnessed.isPresent()) {
      Heads.Head apart = open(demands.witnessed.get(), "The witnessed checkpoint", findings);
      if (apart != null) {
        views.before(apart.checkpoint(), "when witnesses saw it");
        seen = apart;
      }
    }
    String sentence =
        "At size %s: %s"
            .formatted(seen.checkpoint().size(), Witnessing.sentence(demands.policy, seen.seen()));
    if (seen.checkpoint().size().compareTo(head.checkpoint().size()) < 0) {
      sentence +=
          " The entries from there to %s are not witnessed yet."
              .formatted(head.checkpoint().size());
    }
    boolean demanded = demands.requireWitness || demands.policy.asksForWitnesses();
    if (demanded && !seen.seen().witnessed()) {
      findings.add(null, Kind.WITNESSES, sentence);
    }
    return sentence;
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
