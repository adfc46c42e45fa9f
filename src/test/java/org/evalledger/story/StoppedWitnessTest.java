package org.evalledger.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evalledger.story.RunningService.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.evalledger.cli.Ran;
import org.evalledger.cli.RunningWitness;
import org.evalledger.database.TestDatabase;
import org.evalledger.json.Json.JsonObject;
import org.evalledger.signing.NoteAlgorithm;
import org.evalledger.signing.NoteSigner;
import org.evalledger.submission.SettableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A witness that stops while its ledger goes on: what it saw once does not vouch for the rest. */
class StoppedWitnessTest {
  @RegisterExtension final TestDatabase database = new TestDatabase();

  @TempDir private Path directory;
  private final NoteSigner log = NoteSigner.generate(Person.ORIGIN, new SecureRandom());
  private RunningWitness witness;
  private Path policy;

  @BeforeEach
  void open() throws IOException {
    Files.writeString(directory.resolve("log.key"), log.privateKey());
    var key =
        NoteSigner.generate(NoteAlgorithm.ED25519_COSIGNATURE, "w.example", new SecureRandom());
    witness =
        RunningWitness.start(
            directory.resolve("witness"),
            List.of(log.verifier()),
            List.of(key),
            InstantSource.system());
    policy =
        Files.writeString(
            directory.resolve("policy"),
            "log %s\n%squorum w\n".formatted(log.verifier(), witness.policyLines("w")));
  }

  private Map<String, Object> properties() {
    var properties = new HashMap<String, Object>(database.properties());
    properties.put("evalledger.log.key", directory.resolve("log.key").toString());
    properties.put("evalledger.witnesses", policy.toString());
    return properties;
  }

  private Ran audit(RunningService service, String... more) {
    var args =
        new ArrayList<Object>(
            List.of("audit", service.uri("/"), "--policy", policy, "--require-witness"));
    args.addAll(List.of("--remember", directory.resolve("head-" + System.nanoTime())));
    args.addAll(List.of(more));
    return Ran.cli(args.toArray());
  }

  /** Till the witness has seen all there is; the log's size then. */
  private static long seen(RunningService service) throws InterruptedException {
    long end = System.nanoTime() + 30_000_000_000L;
    while (System.nanoTime() < end) {
      JsonObject state = service.read("/v1/log");
      if (text(state, "size").equals(text(state, "witnessed", "size"))) {
        return Long.parseLong(text(state, "size"));
      }
      Thread.sleep(50);
    }
    throw new AssertionError("not witnessed within thirty seconds");
  }

  @Test
  void aHeadBehindAWitnessThatStoppedLongAgoIsAFinding() throws Exception {
    Map<String, Object> properties = properties();
    // A clock months ago, so that whatever is received is old to the auditor.
    properties.put(SettableClock.PROPERTY, true);
    try (RunningService service = RunningService.open(properties)) {
      long size = seen(service);
      assertThat(audit(service).exit()).as("old, and all of it witnessed").isZero();
      witness.close();
      service.join("lab", List.of("lab"), List.of("submitter"));

      Ran ran = audit(service);

      assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(1);
      assertThat(ran.out())
          .contains("log: WITNESSES: A quorum saw the log at size %d and not since".formatted(size))
          .contains("to %d are not witnessed".formatted(size + 2))
          .contains("Allowed are 10 min.");
    }
  }

  @Test
  void aHeadThatItHasNotSeenYetIsNoneForAFewMinutes() throws Exception {
    try (RunningService service = RunningService.open(properties())) {
      long size = seen(service);
      witness.close();
      service.join("lab", List.of("lab"), List.of("submitter"));

      Ran ran = audit(service);

      assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
      assertThat(ran.out())
          .contains("At size %d: Witnessed by 1".formatted(size))
          .contains("to %d are not witnessed".formatted(size + 2));
      assertThat(audit(service, "--witness-lag", "0s").exit()).isEqualTo(1);
      assertThat(audit(service, "--witness-lag", "soon").exit()).isEqualTo(2);
    }
  }

  /** Else a log that rested for a day would have no tail that an audit lets pass. */
  @Test
  void aLogAtRestIsCosignedAgain() throws Exception {
    Map<String, Object> properties = properties();
    properties.put("evalledger.witnesses.rest", "1s");
    try (RunningService service = RunningService.open(properties)) {
      long size = seen(service);
      String first = text(service.read("/v1/log"), "witnessed", "checkpoint");
      long end = System.nanoTime() + 30_000_000_000L;
      while (text(service.read("/v1/log"), "witnessed", "checkpoint").equals(first)) {
        assertThat(System.nanoTime()).as("cosigned again in time").isLessThan(end);
        Thread.sleep(50);
      }
      assertThat(text(service.read("/v1/log"), "witnessed", "checkpoint").lines().count())
          .as("one line a key")
          .isEqualTo(first.lines().count());
      assertThat(seen(service)).isEqualTo(size);
      assertThat(audit(service).exit()).isZero();
    }
  }
}
