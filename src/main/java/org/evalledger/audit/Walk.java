package org.evalledger.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.evalledger.audit.AuditReport.Tally;
import org.evalledger.audit.Finding.Kind;
import org.evalledger.bytes.Parsed;
import org.evalledger.bytes.Sha256;
import org.evalledger.ledger.Ledger;
import org.evalledger.ledger.LedgerEntry;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.merkle.Frontier;
import org.evalledger.record.EntryRecord;
import org.evalledger.record.Facts;
import org.evalledger.signing.Kid;
import org.evalledger.statement.EntryIndex;
import org.jspecify.annotations.Nullable;

/**
 * One walk through a log, chunk by chunk. Reading and verifying need only the entry and the ledger
 * before it, so all cores share them; folding and judging go in the order of the log.
 */
final class Walk {
  private Checkpoint head;
  private final Views views;
  private final Findings findings;
  private final Rules rules;
  private final Frontier tree = new Frontier();
  private final KeyUse keyUse = new KeyUse();

  /** The log's own fold; null once an entry could not be folded. */
  private @Nullable Ledger ledger;

  /** Whether the rules can still be followed; without them only hashes are checked. */
  private boolean judging = true;

  /** Whether every entry so far was judged. */
  private boolean complete = true;

  /** The entry whose time is wanted; below 0 while none is. */
  private long watched = -1;

  private Optional<Instant> watchedAt = Optional.empty();

  Walk(Checkpoint head, Views views, Kid operator, Findings findings) {
    this.head = head;
    this.views = views;
    this.findings = findings;
    Ledger empty = Ledger.empty(head.origin(), operator);
    this.ledger = empty;
    this.rules = new Rules(empty, findings);
    compareViews();
  }

  /**
   * Goes on to {@code next}, a later head of the same log.
   *
   * @param shownAt when it was shown, by the clock here: what it covers was received by then
   */
  void aimAt(Checkpoint next, Instant shownAt) {
    head = next;
    rules.at(shownAt);
  }

  /** Holds entries that are not taken in yet to {@code floor}. */
  void notBefore(Floor floor) {
    rules.notBefore(floor);
  }

  /** Asks for when the entry at {@code index}, not taken in yet, was received. */
  void watch(long index) {
    watched = index;
  }

  /** When the entry that is watched was received; empty when it was not met, or tells no time. */
  Optional<Instant> watched() {
    return watchedAt;
  }

  /** The root of the entries that were taken in. */
  Sha256 root() {
    return tree.root();
  }

  /** How many entries were taken in. */
  long size() {
    return tree.size().value();
  }

  /** How many entries are still to come. */
  long wants() {
    return head.size().value() - size();
  }

  /** Takes in the next entries; false when there are none, or not those that are due. */
  boolean take(List<SourceEntry> given) {
    List<SourceEntry> chunk = given.subList(0, (int) Long.min(wants(), given.size()));
    for (int i = 0; i < chunk.size(); i++) {
      if (chunk.get(i).index().value() != size() + i) {
        return false;
      }
    }
    List<Leaf> leaves = chunk.parallelStream().map(Leaf::of).toList();
    for (Leaf leaf : leaves) {
      tree.append(leaf.hash());
      compareViews();
      compareHash(leaf);
      if (leaf.source().index().value() == watched
          && leaf.record() instanceof Parsed.Value<EntryRecord>(var record)) {
        watchedAt = Optional.of(record.receivedAt());
      }
    }
    List<Step> steps = fold(leaves);
    steps.parallelStream().map(Step::hear).toList().forEach(this::judge);
    return !chunk.isEmpty();
  }

  /** Each entry with the ledger before it, up to the first that cannot be read or folded. */
  private List<Step> fold(List<Leaf> leaves) {
    var steps = new ArrayList<Step>();
    for (Leaf leaf : leaves) {
      Ledger before = ledger;
      Optional<LedgerEntry> entry = leaf.entry();
      if (entry.isEmpty()) {
        unreadable(leaf);
      }
      if (before == null) {
        continue;
      }
      if (entry.isEmpty()) {
        stop(leaf.source().index(), "it cannot be read");
        continue;
      }
      steps.add(new Step(leaf, entry.get(), before));
      switch (Parsed.of(() -> before.after(entry.get()))) {
        case Parsed.Value<Ledger>(var after) -> {
          ledger = after;
          keyUse.add(entry.get());
        }
        case Parsed.Malformed<Ledger>(var reason) -> stop(leaf.source().index(), reason);
      }
    }
    return steps;
  }

  private void unreadable(Leaf leaf) {
    EntryIndex index = leaf.source().index();
    if (leaf.record() instanceof Parsed.Malformed<EntryRecord>(var reason)) {
      findings.add(index, Kind.RECORD, "The leaf is no record: " + reason + ".");
    }
    if (leaf.facts() instanceof Parsed.Malformed<Facts>(var reason)) {
      findings.add(index, Kind.FACTS, "The facts are none: " + reason + ".");
    }
  }

  private void stop(EntryIndex index, String reason) {
    ledger = null;
    complete = false;
    findings.add(
        index,
        Kind.STOPPED,
        "The rules cannot be followed past this entry (%s); behind it only hashes were checked."
            .formatted(reason));
  }

  private void judge(Step.Heard heard) {
    if (!judging) {
      return;
    }
    try {
      rules.judge(heard);
    } catch (RuntimeException e) {
      if (!findings.any()) {
        throw e;
      }
      // Of whatever kind: a log that holds what no service lets in may be more than the rules were
      // made for. That it is such a log was found already, so nothing passes for sound by this.
      judging = false;
      stop(heard.step().entry().index(), e.toString());
    }
  }

  private void compareViews() {
    if (views.has(tree.size())) {
      views.compare(tree.size(), tree.root());
    }
  }

  private void compareHash(Leaf leaf) {
    if (!leaf.source().leafHash().equals(leaf.hash())) {
      findings.add(
          leaf.source().index(),
          Kind.LEAF_HASH,
          "The ledger says the record hashes to %s; it hashes to %s."
              .formatted(leaf.source().leafHash().hex(), leaf.hash().hex()));
    }
  }

  /** Holds what was taken in against the head. */
  void holdAgainstHead() {
    if (wants() > 0) {
      findings.add(
          null,
          Kind.MISSING,
          "Entry %d is not given; the checkpoint covers %s.".formatted(size(), head.size()));
    } else if (!tree.root().equals(head.root())) {
      findings.add(
          null,
          Kind.ROOT,
          "The records hash to %s, the checkpoint says %s."
              .formatted(tree.root().hex(), head.root().hex()));
    }
  }

  /**
   * Entries whose envelope is gone though no takedown taken in so far names them. One that was
   * logged since the head was shown may.
   */
  Set<EntryIndex> unexplained() {
    return rules.seen().erasedWithoutTakedown();
  }

  /** Whether all entries up to the head were taken in and judged. */
  boolean arrived() {
    return complete && wants() == 0;
  }

  /** The finding that entry {@code index} is one of {@link #unexplained} for good. */
  static Finding erased(EntryIndex index) {
    return new Finding(index, Kind.ERASED, "The envelope is gone, and no takedown says so.");
  }

  Tally tally() {
    return new Tally(
        head.size().value(),
        size(),
        rules.signatures(),
        rules.seen().erased(),
        rules.assessments(),
        ledger == null ? 0 : keyUse.doubted(ledger));
  }
}
