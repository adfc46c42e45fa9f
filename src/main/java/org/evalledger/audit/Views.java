package org.evalledger.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evalledger.audit.Finding.Kind;
import org.evalledger.bytes.Parsed;
import org.evalledger.bytes.Sha256;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.merkle.ConsistencyProof;
import org.evalledger.merkle.ProofCheck;
import org.evalledger.merkle.TreeSize;
import org.evalledger.signing.NotePolicy;

/**
 * Other heads of the log under audit, all of which must fit into it: smaller ones are held against
 * the walk, larger ones must be proven to go on from it.
 */
final class Views {
  private Checkpoint head;
  private final Findings findings;
  private final List<View> smaller = new ArrayList<>();
  private final List<Larger> larger = new ArrayList<>();

  /**
   * A head.
   *
   * @param checkpoint what it says
   * @param when where or when it was seen, to stand within a sentence
   */
  private record View(Checkpoint checkpoint, String when) {}

  /** A head of more entries than are audited, which was proven to go on from them. */
  private record Larger(OtherView other, Checkpoint checkpoint, String when) {}

  Views(Checkpoint head, Findings findings) {
    this.head = head;
    this.findings = findings;
  }

  /** A head that must not be larger than the audited one. */
  void before(Checkpoint checkpoint, String when) {
    if (checkpoint.size().compareTo(head.size()) > 0) {
      findings.add(
          null,
          Kind.SHRUNK,
          "The log has %s entries; it had %s %s.".formatted(head.size(), checkpoint.size(), when));
    } else if (isOfThisLog(checkpoint, when)) {
      smaller.add(new View(checkpoint, when));
    }
  }

  /** What somebody else was shown. */
  void add(OtherView other, NotePolicy policy) throws IOException {
    String when = "in the view of " + other.where();
    switch (Heads.open(other.checkpoint(), policy)) {
      case Parsed.Malformed<Heads.Head>(var reason) ->
          findings.add(
              null,
              Kind.CHECKPOINT,
              "What %s shows is no checkpoint of the log: %s.".formatted(other.where(), reason));
      case Parsed.Value<Heads.Head>(var opened) -> {
        Checkpoint seen = opened.checkpoint();
        if (seen.size().compareTo(head.size()) <= 0) {
          before(seen, when);
        } else if (isOfThisLog(seen, when)) {
          larger(other, seen, when);
        }
      }
    }
  }

  /**
   * The walk goes on to {@code next}, a later head of the log, before any entry behind this one.
   */
  void goOn(Checkpoint next) throws IOException {
    head = next;
    List<Larger> all = List.copyOf(larger);
    larger.clear();
    for (Larger one : all) {
      if (one.checkpoint.size().compareTo(head.size()) <= 0) {
        smaller.add(new View(one.checkpoint, one.when));
      } else {
        larger(one.other, one.checkpoint, one.when);
      }
    }
  }

  private void larger(OtherView other, Checkpoint seen, String when) throws IOException {
    larger.add(new Larger(other, seen, when));
    if (head.size().equals(TreeSize.EMPTY)) {
      return;
    }
    Optional<List<Sha256>> proof = other.growth().proof(head.size().value(), seen.size().value());
    if (proof.isEmpty()) {
      before(seen, when);
    } else if (new ConsistencyProof(head.size(), seen.size(), proof.get())
            .verify(head.root(), seen.root())
        instanceof ProofCheck.Refused(var reason)) {
      findings.add(
          null,
          Kind.FORKED,
          "The tree of %s entries %s does not begin with the %s entries audited: %s."
              .formatted(seen.size(), when, head.size(), reason));
    }
  }

  private boolean isOfThisLog(Checkpoint checkpoint, String when) {
    boolean same = checkpoint.origin().equals(head.origin());
    if (!same) {
      findings.add(
          null,
          Kind.CHECKPOINT,
          "The log is \"%s\"; %s it is \"%s\"."
              .formatted(head.origin(), when, checkpoint.origin()));
    }
    return same;
  }

  /** Holds a tree of the walk against the heads of its size. */
  void compare(TreeSize size, Sha256 root) {
    for (View view : smaller) {
      if (view.checkpoint.size().equals(size) && !view.checkpoint.root().equals(root)) {
        findings.add(
            null,
            Kind.FORKED,
            "The first %s entries hash to %s; %s, to %s."
                .formatted(size, root.hex(), view.when, view.checkpoint.root().hex()));
      }
    }
  }

  /** Whether some head has that size. */
  boolean has(TreeSize size) {
    return smaller.stream().anyMatch(view -> view.checkpoint.size().equals(size));
  }
}
