package org.evalledger.audit;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.evalledger.audit.AuditReport.Tally;
import org.evalledger.audit.Finding.Kind;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.signing.Kid;
import org.evalledger.signing.NoteVerifier;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes a whole log from what it hands out: every hash, signature, authority, relation and
 * assessment, under one checkpoint. It trusts the two keys it is given and nothing else.
 */
public final class LogAudit {
  private final NoteVerifier logKey;
  private final Kid operator;
  private final Optional<Bytes> remembered;
  private final Progress progress;

  /**
   * @param logKey the log's public key; its name is the log's origin
   * @param operator thumbprint of the key that must have written entry 0
   * @param remembered the checkpoint of an earlier audit, a signed note; empty at the first
   * @param progress is told how far it is
   */
  public LogAudit(
      NoteVerifier logKey, Kid operator, Optional<Bytes> remembered, Progress progress) {
    this.logKey = logKey;
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
    Checkpoint head = open(note, "The log's checkpoint", findings);
    if (head == null) {
      return report(note, new Tally(0, 0, 0, 0, 0, 0), findings);
    }
    Optional<Checkpoint> before = remembered(head, findings);
    var walk = new Walk(head, before, operator, findings);
    while (walk.wants() > 0) {
      List<SourceEntry> chunk = source.next();
      if (!walk.take(chunk)) {
        break;
      }
      progress.checked(walk.size(), head.size().value());
    }
    walk.finish();
    return report(note, walk.tally(), findings);
  }

  private Optional<Checkpoint> remembered(Checkpoint head, Findings findings) {
    Checkpoint before =
        remembered.isEmpty() ? null : open(remembered.get(), "The remembered checkpoint", findings);
    if (before != null && before.size().compareTo(head.size()) > 0) {
      findings.add(
          null,
          Kind.SHRUNK,
          "The log has %s entries; it had %s when it was audited before."
              .formatted(head.size(), before.size()));
    }
    return Optional.ofNullable(before);
  }

  private @Nullable Checkpoint open(Bytes note, String what, Findings findings) {
    return switch (Heads.open(note, logKey)) {
      case Parsed.Value<Checkpoint>(var head) -> head;
      case Parsed.Malformed<Checkpoint>(var reason) -> {
        findings.add(null, Kind.CHECKPOINT, what + " is not the log's: " + reason + ".");
        yield null;
      }
    };
  }

  private static AuditReport report(Bytes note, Tally tally, Findings findings) {
    return new AuditReport(note, tally, findings.first(), findings.counts());
  }
}
