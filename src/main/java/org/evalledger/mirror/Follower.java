package org.evalledger.mirror;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.evalledger.audit.Finding;
import org.evalledger.audit.LogFollow;
import org.evalledger.audit.SourceEntry;
import org.evalledger.bytes.Bytes;
import org.evalledger.database.DatabaseGoneException;
import org.evalledger.database.OwnConnection;
import org.evalledger.log.Draft;
import org.evalledger.log.Upstream;
import org.evalledger.merkle.Checkpoint;
import org.evalledger.merkle.ConsistencyProof;
import org.evalledger.merkle.ProofCheck;
import org.evalledger.signing.Kid;
import org.evalledger.signing.NoteVerifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a mirror from one checkpoint of its ledger to the next. What comes on the way is verified,
 * proven to be of the next checkpoint's tree and put aside page by page, so that a failure costs
 * one page; the log takes all of it in at once, when the checkpoint is reached. For one thread, the
 * only one that writes to the mirror's log.
 */
public final class Follower {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

  /**
   * A takedown is logged before it erases, so one newer head explains what was gone before it; a
   * busy ledger may erase more meanwhile, and one that does so for ever is not followed.
   */
  private static final int MAX_NEWER_HEADS = 10;

  private final NoteVerifier logKey;
  private final MirroredLedger ledger;
  private final OwnLog own;
  private final InstantSource clock;
  private final Listener listener;
  private final OwnCopy copy;
  private final LedgerTiles tiles;
  private final WitnessLines witnessLines;

  /**
   * What was verified so far: the log and what is put aside behind it. Empty when it has to be read
   * from there again.
   */
  private Optional<LogFollow> verified = Optional.empty();

  /** When all that the ledger had was here; empty while it never was. */
  private Optional<Look> look = Optional.empty();

  /** What was refused last and cost the walk; empty when nothing was, or it went on since. */
  private Optional<Refused> refused = Optional.empty();

  /**
   * A look at the ledger that found all of it here.
   *
   * @param size how many entries it had
   * @param asked when it was asked, so that it had no more then
   */
  private record Look(long size, Instant asked) {}

  /** Told by the follower's thread what became of the mirror's log. */
  public interface Listener {
    /** The mirror's log was committed up to {@code size} entries. */
    void committed(long size);

    /** Entries that were already taken in were rolled back. */
    void rolledBack();
  }

  /**
   * @param logKey the log's public key, from somewhere other than the ledger
   * @param operator thumbprint of the key that must have written entry 0
   * @param ledger what is followed
   * @param own the mirror's log
   * @param clock the mirror's own
   */
  public Follower(
      NoteVerifier logKey,
      Kid operator,
      MirroredLedger ledger,
      OwnLog own,
      InstantSource clock,
      Listener listener) {
    this.logKey = logKey;
    this.ledger = ledger;
    this.own = own;
    this.clock = clock;
    this.listener = listener;
    this.copy = new OwnCopy(logKey, operator, own.reader(), clock);
    this.tiles = new LedgerTiles(ledger);
    this.witnessLines =
        new WitnessLines(own.witnesses().policy(), own.reader(), own.cosignatures());
    own.reader().published(own.reader().head().size()).ifPresent(own.upstream()::advanced);
  }

  /**
   * Goes on to the ledger's newest checkpoint, if that can be verified, and otherwise nowhere.
   *
   * @return how the mirror stands to its ledger now
   */
  public Upstream.State follow(OwnConnection connection) {
    Upstream.State before = own.upstream().standing().state();
    Upstream.State now = attempt(connection);
    own.upstream().is(now, clock.instant());
    if (!now.equals(before)) {
      switch (now) {
        case Upstream.Current current -> LOG.info("the mirror goes on");
        case Upstream.Behind(long shown, long known) ->
            LOG.warn("the ledger shows {} entries, fewer than the {} known here", shown, known);
        case Upstream.Away(var reason) -> LOG.warn("the ledger is away: {}", reason);
        case Upstream.Refused(var reason) ->
            LOG.error("the mirror stays at {} entries: {}", own.reader().head().size(), reason);
      }
    }
    return now;
  }

  private Upstream.State attempt(OwnConnection connection) {
    try {
      return advance(connection);
    } catch (Refusal refusal) {
      return new Upstream.Refused(refusal.reason());
    } catch (IOException e) {
      return new Upstream.Away(String.valueOf(e.getMessage()));
    } catch (DatabaseGoneException e) {
      return new Upstream.Away("the mirror's own database is gone");
    } catch (RuntimeException e) {
      // A fault of the mirror itself, of whatever kind, must not end the thread that follows: what
      // is here already is still true, and still served. It is logged and /health is down.
      LOG.error("the mirror failed", e);
      verified = Optional.empty();
      return new Upstream.Refused("the mirror itself failed; its log says how");
    }
  }

  private Upstream.State advance(OwnConnection connection) throws IOException {
    Instant asked = clock.instant();
    if (refused.isPresent() && refused.get().still(ledger, asked)) {
      throw new Refusal(refused.get().reason());
    }
    refused = Optional.empty();
    LogFollow follow = verified.isPresent() ? verified.get() : reread(connection);
    verified = Optional.of(follow);
    asked = clock.instant();
    ShownHead shown = opened(ledger.checkpoint());
    boolean here = shown.size() <= own.reader().head().size();
    if (here) {
      witnessLines.requireSame(shown.head());
    }
    shown.signedByEach(own.identity().keys());
    if (shown.size() < follow.size()) {
      return new Upstream.Behind(shown.size(), follow.size());
    }
    ShownHead reached = here ? shown : goOn(connection, follow, shown);
    look = Optional.of(new Look(reached.size(), asked));
    follow.notBefore(reached.size(), asked);
    if (witnessLines.wanted()) {
      witnessLines.take(reached);
      ledger.witnessed().map(this::opened).ifPresent(witnessLines::take);
    }
    return new Upstream.Current();
  }

  private LogFollow reread(OwnConnection connection) {
    LogFollow follow = copy.verified(connection);
    look.ifPresent(last -> follow.notBefore(last.size(), last.asked()));
    return follow;
  }

  private ShownHead opened(Bytes note) {
    return ShownHead.open(note, logKey, own.identity().keys());
  }

  /** Goes on to {@code first}, or to a later head where only that explains an erased envelope. */
  private ShownHead goOn(OwnConnection connection, LogFollow follow, ShownHead first)
      throws IOException {
    ShownHead goal = first;
    fetch(connection, follow, goal.head());
    int newerHeads = 0;
    for (var gone = follow.unexplained(); gone.isPresent(); gone = follow.unexplained()) {
      ShownHead newer = opened(ledger.checkpoint()).signedByEach(own.identity().keys());
      if (newer.size() <= goal.size() || ++newerHeads > MAX_NEWER_HEADS) {
        throw withheld(connection, newer, gone.get());
      }
      goal = newer;
      fetch(connection, follow, goal.head());
    }
    adopt(connection, follow, goal);
    return goal;
  }

  /**
   * No takedown says that the envelope is gone: what was put aside from there on is worth nothing.
   */
  private Refusal withheld(OwnConnection connection, ShownHead shown, Finding gone) {
    verified = Optional.empty();
    var entry = gone.entry();
    long from = entry == null ? 0 : entry.value();
    connection.write(open -> StagedEntries.drop(open, from));
    refused = Optional.of(Refused.withheld(shown.head(), from, gone.toString(), clock.instant()));
    return new Refusal(gone.toString());
  }

  /** Puts all entries up to {@code goal} aside, verified. */
  private void fetch(OwnConnection connection, LogFollow follow, Checkpoint goal)
      throws IOException {
    if (follow.size() > 0 && follow.size() < goal.size().value()) {
      ConsistencyProof growth = tiles.growth(follow.size(), goal);
      if (growth.verify(follow.root(), goal.root()) instanceof ProofCheck.Refused(var reason)) {
        throw new Refusal(
            "FORK: the ledger's log of %s entries does not begin with the %d that it showed before: %s."
                .formatted(goal.size(), follow.size(), reason));
      }
    }
    follow.aimAt(goal);
    while (!follow.arrived()) {
      fetchPage(connection, follow, goal);
    }
    Refusal.on(follow.finish());
  }

  /** All that is read from the ledger is read before the walk goes on: it cannot go back. */
  private void fetchPage(OwnConnection connection, LogFollow follow, Checkpoint goal)
      throws IOException {
    long first = follow.size();
    List<SourceEntry> given = ledger.entries(first);
    long left = goal.size().value() - first;
    List<SourceEntry> page = given.subList(0, (int) Long.min(left, given.size()));
    if (page.isEmpty()) {
      throw new Refusal("Entry %d is not given.".formatted(first));
    }
    Optional<ConsistencyProof> within =
        page.size() == left
            ? Optional.empty()
            : Optional.of(tiles.growth(first + page.size(), goal));
    verified = Optional.empty();
    try {
      take(follow, page, within, goal);
    } catch (Refusal refusal) {
      refused = Optional.of(Refused.page(goal, first, page, refusal.reason(), clock.instant()));
      throw refusal;
    }
    connection.write(open -> StagedEntries.keep(open, page));
    verified = Optional.of(follow);
  }

  private static void take(
      LogFollow follow,
      List<SourceEntry> page,
      Optional<ConsistencyProof> within,
      Checkpoint goal) {
    long first = follow.size();
    Refusal.on(follow.take(page));
    if (within.isPresent()
        && within.get().verify(follow.root(), goal.root())
            instanceof ProofCheck.Refused(var reason)) {
      throw new Refusal(
          "The entries from %d on are not those of the ledger's checkpoint of %s: %s."
              .formatted(first, goal.size(), reason));
    }
    if (follow.arrived()) {
      Refusal.on(follow.finish());
    }
  }

  private void adopt(OwnConnection connection, LogFollow follow, ShownHead goal) {
    verified = Optional.empty();
    long[] next = {own.reader().head().size()};
    try {
      own.log()
          .adopt(
              connection,
              goal.head(),
              goal.alone(),
              open -> {
                List<Draft> drafts = OwnCopy.drafts(open, next[0]);
                next[0] += drafts.size();
                return drafts;
              });
    } catch (RuntimeException e) {
      // Of whatever kind: the projections may have taken in what was rolled back.
      listener.rolledBack();
      throw e;
    }
    verified = Optional.of(follow);
    own.upstream().advanced(clock.instant());
    listener.committed(goal.size());
  }
}
