package org.evalledger.web;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.evalledger.log.Cosignatures;
import org.evalledger.log.Head;
import org.evalledger.log.LogIdentity;
import org.evalledger.log.LogReader;
import org.evalledger.log.Upstream;
import org.evalledger.log.Witnesses;
import org.jspecify.annotations.Nullable;

/** The log's state, read once a second at most however many pages ask for it. */
@Singleton
final class LogStates {
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final LogReader log;
  private final LogIdentity identity;
  private final Witnesses witnesses;
  private final Cosignatures cosignatures;
  private final Clock clock;
  private final @Nullable Upstream upstream;

  /** The last one read; guarded by this. */
  private @Nullable LogState last;

  LogStates(
      LogReader log,
      LogIdentity identity,
      Witnesses witnesses,
      Cosignatures cosignatures,
      Clock clock,
      @Nullable Upstream upstream) {
    this.log = log;
    this.identity = identity;
    this.witnesses = witnesses;
    this.cosignatures = cosignatures;
    this.clock = clock;
    this.upstream = upstream;
  }

  /** The state as of a second ago at most. */
  synchronized LogState now() {
    Instant now = clock.instant();
    LogState known = last;
    if (known != null && Duration.between(known.now(), now).compareTo(FRESH) < 0) {
      return known;
    }
    LogState read = read(now);
    last = read;
    return read;
  }

  /** The last state that was read, for pages that are shown when the database is gone. */
  synchronized @Nullable LogState known() {
    return last;
  }

  private LogState read(Instant now) {
    // Before the head, which so is never the smaller of the two.
    long quorum = cosignatures.witnessed().map(Cosignatures.Witnessed::size).orElse(0L);
    List<LogState.Witness> seen =
        witnesses.policy().witnesses().stream()
            .map(one -> new LogState.Witness(one.name(), cosignatures.newest(one.key())))
            .toList();
    Head head = log.head();
    return new LogState(
        identity.origin(),
        head.size(),
        head.root().hex(),
        log.published(head.size()).orElse(null),
        seen,
        quorum,
        now,
        upstream == null ? null : LogState.Copy.of(upstream, now));
  }
}
