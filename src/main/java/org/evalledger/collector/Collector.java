package org.evalledger.collector;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.evalledger.bytes.Bytes;
import org.evalledger.bytes.Parsed;
import org.evalledger.database.DatabaseGoneException;
import org.evalledger.signing.SigningKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at each source when its time has come, one source after the other, and again sooner when
 * that failed. Of several replicas one looks at a source at a time.
 */
@Context
@Requires(property = "evalledger.sources", pattern = ".+")
public final class Collector {
  private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

  /** For how long one replica has a source to itself without saying so again. */
  private static final Duration CLAIM = Duration.ofMinutes(20);

  /** How often it says so while it looks; one file takes less than the rest of a claim. */
  private static final Duration RENEWAL = Duration.ofMinutes(1);

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(10);

  /** For how long the database is kept open for what is under way. */
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private static final int MAX_DOUBLINGS = 7;
  private static final int MAX_ERROR = 1_000;

  private final SourceFile file;
  private final Looks looks;
  private final SeenFileRepository seen;
  private final Clock clock;
  private final SigningKey key;
  private final Thread thread;
  private volatile boolean closing;

  Collector(
      @Property(name = "evalledger.sources") Path path,
      Looks looks,
      SeenFileRepository seen,
      Clock clock) {
    this.file = read(path);
    this.key = key(path.resolveSibling(file.key()));
    this.looks = looks;
    this.seen = seen;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("collector").start(this::run);
  }

  private static SourceFile read(Path path) {
    return switch (SourceFile.read(bytes(path))) {
      case Parsed.Value<SourceFile>(var read) -> read;
      case Parsed.Malformed<SourceFile>(var reason) ->
          throw new IllegalArgumentException("EVALLEDGER_SOURCES, " + path + ": " + reason);
    };
  }

  private static SigningKey key(Path path) {
    try {
      return SigningKey.parse(bytes(path)).orThrow();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the collector's key, " + path + ": " + e.getMessage(), e);
    }
  }

  private static Bytes bytes(Path path) {
    try {
      return Bytes.copyOf(Files.readAllBytes(path));
    } catch (IOException e) {
      throw new IllegalArgumentException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void run() {
    while (!closing) {
      try {
        file.sources().forEach(this::lookIfDue);
        Thread.sleep(LOOK);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (DatabaseGoneException e) {
        LOG.debug("the collector waits for the database", e);
        pause();
      } catch (RuntimeException e) {
        if (!closing) {
          LOG.error("the collector could not go on", e);
          pause();
        }
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(LOOK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closing = true;
    }
  }

  private void lookIfDue(Source source) {
    if (closing) {
      return;
    }
    Instant now = clock.instant();
    seen.know(source.id(), now);
    Instant until = now.plus(CLAIM).truncatedTo(ChronoUnit.MICROS);
    if (seen.claim(source.id(), now, until) == 1) {
      look(source, new Claim(source, until));
    }
  }

  /** A source that this replica has to itself, while it says so now and then. */
  private final class Claim implements Looks.Leave {
    private final Source source;
    private Instant until;
    private boolean lost;

    Claim(Source source, Instant until) {
      this.source = source;
      this.until = until;
    }

    @Override
    public boolean goOn() {
      Instant now = clock.instant();
      if (now.plus(CLAIM).minus(RENEWAL).isAfter(until)) {
        Instant later = now.plus(CLAIM).truncatedTo(ChronoUnit.MICROS);
        lost = seen.renew(source.id(), until, later) == 0;
        until = later;
      }
      return !lost && !closing;
    }

    /** So that another replica, or the next start, begins where this ends. */
    void release() {
      seen.renew(source.id(), until, clock.instant());
    }
  }

  private void look(Source source, Claim claim) {
    try {
      looks.look(source, file.submitter(), key, claim);
      if (claim.lost) {
        return;
      }
      if (closing) {
        claim.release();
        return;
      }
      Instant now = clock.instant();
      Instant soonest = now.plus(FIRST_PAUSE);
      Instant retry = looks.firstRetry(source).orElse(Instant.MAX);
      Instant next = now.plus(source.every());
      Instant first = retry.isBefore(next) ? retry : next;
      seen.looked(source.id(), first.isBefore(soonest) ? soonest : first, now);
    } catch (PullException e) {
      failed(source, String.valueOf(e.getMessage()));
    } catch (Delivery.NotTakenException e) {
      failed(source, "The ledger takes nothing from the collector: " + e.getMessage());
    } catch (Delivery.LaterException e) {
      failed(source, "The ledger could not take more; the rest is sent later.");
    } catch (DatabaseGoneException e) {
      throw e;
    } catch (RuntimeException e) {
      if (closing) {
        // Whatever was under way ended with the service; the claim runs out and all is tried again.
        return;
      }
      // One source must not keep the others from being looked at.
      LOG.error("source {} could not be looked at", source.id(), e);
      failed(source, "The service failed: " + e + ".");
    }
  }

  private void failed(Source source, String error) {
    Duration pause =
        FIRST_PAUSE.multipliedBy(1L << Math.min(MAX_DOUBLINGS, seen.failures(source.id())));
    Duration wait = pause.compareTo(source.every()) < 0 ? pause : source.every();
    String shown = error.length() > MAX_ERROR ? error.substring(0, MAX_ERROR) : error;
    seen.failed(source.id(), clock.instant().plus(wait), shown);
  }

  @PreDestroy
  void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join(CLOSING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The sources that are looked at. */
  public List<Source> sources() {
    return file.sources();
  }
}
