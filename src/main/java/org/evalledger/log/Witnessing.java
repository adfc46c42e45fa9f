package org.evalledger.log;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.annotation.PreDestroy;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.evalledger.database.DatabaseGoneException;
import org.evalledger.signing.NotePolicy.Witness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the configured witnesses to cosign each new checkpoint. It stands beside the append and
 * never in its way: it reads the head as any reader does, whichever replica moved it, and what
 * witnesses answer is kept in the database, where all replicas look first.
 */
@Context
@Requires(property = "evalledger.witnesses", pattern = ".+")
final class Witnessing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Witnessing.class);

  /**
   * As long as the pause between two requests to one witness, so that all are asked about the same
   * heads: else, while the log grows steadily, each would cosign sizes that no other does.
   */
  private static final Duration LOOK = Duration.ofSeconds(1);

  /**
   * How long a log may rest before its checkpoint is cosigned again, where nothing else is said.
   */
  private static final String REST = "1h";

  private final LogReader log;
  private final NewestHead newest;
  private final HttpClient client = WitnessCall.client();
  private final List<Thread> threads = new ArrayList<>();

  /** The log itself is asked for, so that the head is there. */
  Witnessing(
      Log made,
      LogReader log,
      Cosignatures cosignatures,
      Witnesses witnesses,
      @Property(name = "evalledger.witnesses.rest", defaultValue = REST) Duration rest) {
    this.log = log;
    this.newest = new NewestHead(log.head());
    var byAddress = new LinkedHashMap<String, List<Witness>>();
    for (Witness witness : witnesses.policy().witnesses()) {
      byAddress.computeIfAbsent(witness.url().orElseThrow(), any -> new ArrayList<>()).add(witness);
    }
    for (Map.Entry<String, List<Witness>> address : byAddress.entrySet()) {
      var call = new WitnessCall(address.getKey(), address.getValue(), client);
      start(call.toString(), new WitnessSender(call, log, cosignatures, newest, rest));
    }
    start("newest head", this::look);
  }

  private void start(String name, Runnable work) {
    threads.add(Thread.ofVirtual().name("witness: " + name).start(work));
  }

  private void look() {
    try {
      while (true) {
        Thread.sleep(LOOK);
        try {
          newest.set(log.head());
        } catch (DatabaseGoneException e) {
          LOG.debug("the head cannot be read", e);
        } catch (RuntimeException e) {
          // Of whatever kind: without this thread no head would ever be witnessed again.
          LOG.error("the head cannot be read", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  @PreDestroy
  public void close() {
    threads.forEach(Thread::interrupt);
    client.shutdownNow();
  }
}
